package org.sparknorm.lab.study.training;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.TrainingSettings;

/** The network and workers of one point of a training study; components are as {@link TrainingPoint} has them. */
public record TrainingCase(int width, int depth, String norm, String sync, int workers, int batchSize, String scaling) {

    static final int CLASSES = 10;

    /** Small, so that training on noise stays finite. */
    private static final double RATE = 0.01;

    /** Plans all of a grid where so many tasks run at the same time. */
    public static List<TrainingCase> of(TrainingGrid grid, int slots) {
        int width = grid.widths().get(0);
        int depth = grid.depths().get(0);
        int most = grid.workers().stream()
                .filter(workers -> workers <= slots)
                .max(Integer::compare)
                .orElse(grid.workers().get(0));
        int batch = grid.batchSize();
        int weakRows = Math.max(1, batch / most);
        Set<TrainingCase> cases = new LinkedHashSet<>();
        for (String sync : grid.syncs()) {
            for (String norm : grid.norms()) {
                grid.widths()
                        .forEach(each -> cases.add(new TrainingCase(each, depth, norm, sync, most, batch, "strong")));
                grid.depths()
                        .forEach(each -> cases.add(new TrainingCase(width, each, norm, sync, most, batch, "strong")));
                for (int each : grid.workers()) {
                    cases.add(new TrainingCase(width, depth, norm, sync, each, batch, "strong"));
                    if (each != most) {
                        cases.add(new TrainingCase(width, depth, norm, sync, each, each * weakRows, "weak"));
                    }
                }
            }
        }
        return List.copyOf(cases);
    }

    public String network() {
        return ("dense " + width + ", norm, relu, ").repeat(depth) + "dense " + CLASSES;
    }

    public boolean isOf(TrainingPoint point) {
        return equals(new TrainingCase(
                point.width(),
                point.depth(),
                point.norm(),
                point.sync(),
                point.workers(),
                point.batchSize(),
                point.scaling()));
    }

    /** Returns the settings of a training of one epoch. */
    public TrainingSettings settings(int features) {
        return TrainingSettings.builder(Network.parse(network()), Shape.of(features))
                .normalization(Normalization.of(norm(norm)))
                .sync(sync(sync))
                .workers(workers)
                .batchSize(batchSize)
                .epochs(1)
                .schedule(new Schedule.Constant(RATE, 0))
                .build();
    }

    /** {@code syncBatch} is SYNC_BATCH. */
    public static NormKind norm(String name) {
        return Arrays.stream(NormKind.values())
                .filter(kind -> kind.name().replace("_", "").equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "training: norms is " + name + ", expected of none, batch, syncBatch, layer, group, rms"));
    }

    public static SyncKind sync(String name) {
        return Arrays.stream(SyncKind.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "training: syncs is " + name + ", expected of treeAggregate, collective"));
    }
}
