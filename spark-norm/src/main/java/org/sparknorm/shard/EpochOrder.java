package org.sparknorm.shard;

/**
 * The order of an epoch: in each lane, rows take turns in an order of their own, and a batch takes the lanes in order.
 * Fastest for place after place. Not thread-safe.
 */
public final class EpochOrder {

    private final EpochPlan plan;
    private final Dealing dealing;
    private final Permutation places;

    // Of the lane at hand.
    private int lane = -1;
    private long first;
    private Permutation turns;

    EpochOrder(EpochPlan plan) {
        this.plan = plan;
        this.dealing = plan.dealing();
        this.places = dealing.places();
    }

    /**
     * Returns a number by which rows stand in the order of the epoch; no two have the same.
     *
     * @param row number of the row in the input
     */
    public long ofRow(long row) {
        return ofPlace(places.apply(row));
    }

    /** The same, for the row that was dealt to a place. */
    long ofPlace(long place) {
        select(dealing.lane(place));
        return turns.apply(place - first) * dealing.lanes() + lane;
    }

    /** The step of a number of this order. */
    int step(long number) {
        return (int) Math.min(number / dealing.lanes(), plan.steps() - 1);
    }

    private void select(int next) {
        if (next != lane) {
            lane = next;
            first = dealing.first(lane);
            long seed = Permutation.mix(Permutation.mix(plan.seed()) + plan.epoch()) + lane;
            turns = new Permutation(dealing.first(lane + 1) - first, seed);
        }
    }
}
