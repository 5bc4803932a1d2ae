package org.sparknorm.lab.compare.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparknorm.lab.compare.verdict.Decision;
import org.sparknorm.lab.compare.verdict.Outcomes;

/** All experiments, in the order in which they run and are reported. */
public final class Experiments {

    private static final List<Experiment> ALL = List.of(
            new RateSweep(),
            new SmallSets(),
            new RowsPerWorker(),
            new RunningAverages(),
            new Identities(),
            new DenseBatchSizes(),
            new ImageBatchSizes(),
            new StepMemory(),
            new KernelTimes(),
            new DeepResiduals(),
            new Padding(),
            new SyncShare());

    private Experiments() {}

    /**
     * @param ids ids of experiments; null: all
     * @throws IllegalArgumentException for a name that none has
     */
    public static List<Experiment> named(List<String> ids) {
        if (ids == null) {
            return ALL;
        }
        List<String> known = ALL.stream().map(Experiment::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException(
                        "no experiment is named " + id + "; there are " + String.join(", ", known));
            }
        }
        return ALL.stream().filter(experiment -> ids.contains(experiment.id())).toList();
    }

    /**
     * Returns which norm to take, by what was measured.
     *
     * @param study costs of synchronizing; empty: those that {@link SyncShare} measured
     */
    public static List<Decision> decisions(Map<Experiment, Outcomes> outcomes, Optional<StudyCosts> study) {
        return Decisions.of(outcomes, study);
    }
}
