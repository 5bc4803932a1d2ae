package org.sparknorm.lab.study.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.TreeResult;

/**
 * Half of the iterations of what serializers are compared by comes from one session, and half from a later one. Keeps
 * the first until the second is there.
 */
final class SplitMeasurements {

    private final Predicate<MicroCase> halved;
    private final Map<MicroCase, TreeResult> first = new HashMap<>();

    /** @param halved test of a case for two sessions; all others are measured in one session */
    SplitMeasurements(Predicate<MicroCase> halved) {
        this.halved = halved;
    }

    boolean halves(MicroCase each) {
        return halved.test(each);
    }

    /** Takes in a half, and returns all that is known of the case; empty if half of it is still to come. */
    Optional<TreeResult> add(MicroCase each, TreeResult found) {
        if (!halves(each)) {
            return Optional.of(found);
        }
        Optional<TreeResult> earlier = take(each);
        if (earlier.isEmpty()) {
            first.put(each, found);
        }
        return earlier.map(half -> half.and(found));
    }

    /** Forgets the first half. */
    Optional<TreeResult> take(MicroCase each) {
        return Optional.ofNullable(first.remove(each));
    }
}
