package org.sparknorm.lab.study.measure;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.sparknorm.lab.study.measure.Stamp.Kind;

/**
 * One synchronization by treeAggregate, as seen from outside: what happened when. Its critical path goes from the call
 * through each stage's last task, and through those that held that task's slot before it, to the call's return. A part
 * of it is the time between two of these events, added up where it comes several times; none is what others leave. A
 * task begins to be deserialized where its stamp says that it has been, less the time that TaskMetrics have for it.
 *
 * @param begin beginning of the call, microseconds as {@link Stamp} has them
 * @param end ending of the call
 * @param stages the job's stages in order; each waits for all tasks of the one before
 * @param driver work of the driver, in order
 */
record TracedJob(long begin, long end, List<TracedStage> stages, List<Stamp> driver) {

    /** Microseconds of each part. */
    public Map<JobPhase, Double> parts() {
        Map<JobPhase, Double> parts = new EnumMap<>(JobPhase.class);
        add(parts, JobPhase.JOB_SUBMISSION, stages.get(0).submitted() - begin);
        for (int i = 0; i < stages.size(); i++) {
            List<TracedTask> tasks = stages.get(i).criticalTasks();
            addSubmission(parts, stages.get(i), tasks.get(0));
            for (int t = 0; t < tasks.size(); t++) {
                addTask(parts, tasks.get(t));
                if (t + 1 < tasks.size()) {
                    add(
                            parts,
                            JobPhase.SCHEDULER_DELAY,
                            tasks.get(t + 1).launch() - tasks.get(t).left());
                }
            }
            TracedTask last = tasks.get(tasks.size() - 1);
            if (i + 1 < stages.size()) {
                add(parts, JobPhase.SCHEDULER_DELAY, last.finish() - last.left());
                add(parts, JobPhase.STAGE_SCHEDULING, stages.get(i + 1).submitted() - last.finish());
            } else {
                addResult(parts, last);
            }
        }
        return parts;
    }

    private void addSubmission(Map<JobPhase, Double> parts, TracedStage stage, TracedTask first) {
        long shipped = driver.stream()
                .filter(stamp -> stamp.kind() == Kind.SHIP && stamp.end() <= first.launch())
                .mapToLong(Stamp::end)
                .max()
                .orElse(first.launch());
        long serialized = Math.max(stage.submitted(), shipped);
        add(parts, JobPhase.STAGE_SCHEDULING, serialized - stage.submitted());
        add(parts, JobPhase.BROADCAST, first.launch() - serialized);
    }

    private static void addTask(Map<JobPhase, Double> parts, TracedTask task) {
        long opened = task.opened();
        long closed = task.closed();
        List<Stamp> stamps = task.stamps();
        Predicate<Stamp> inside = stamp -> stamp.begin() < closed;
        Map<JobPhase, Double> own = new EnumMap<>(JobPhase.class);
        stamps.stream()
                .filter(stamp -> stamp.kind() == Kind.COMPUTE)
                .mapToLong(Stamp::end)
                .max()
                .ifPresent(end -> add(own, JobPhase.COMPUTE, end - opened));
        stamps.stream()
                .filter(stamp -> stamp.kind() == Kind.READ)
                .mapToLong(Stamp::begin)
                .min()
                .ifPresent(begin -> add(own, JobPhase.FETCH_WAIT, begin - opened));
        add(own, JobPhase.SHUFFLE_READ, micros(stamps, Kind.READ, inside));
        add(own, JobPhase.EXECUTOR_MERGE, micros(stamps, Kind.MERGE, inside));
        add(own, JobPhase.TASK_DESERIALIZATION, task.deserialize());
        add(own, JobPhase.RESULT_SERIALIZATION, micros(stamps, Kind.WRITE, inside.negate()));
        if (stamps.stream().anyMatch(stamp -> stamp.kind() == Kind.WRITE && inside.test(stamp))) {
            long summed = stamps.stream()
                    .filter(stamp -> stamp.kind() == Kind.MERGE)
                    .mapToLong(Stamp::end)
                    .max()
                    .orElse(closed);
            add(own, JobPhase.SHUFFLE_WRITE, closed - summed);
        }
        takeOut(own, task.gc());
        own.forEach((part, micros) -> add(parts, part, micros));
        add(parts, JobPhase.SCHEDULER_DELAY, opened - task.deserialize() - task.launch());
    }

    /** A pause falls most likely into the longest part. */
    private static void takeOut(Map<JobPhase, Double> parts, long pause) {
        Map.Entry<JobPhase, Double> longest = parts.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow();
        double gc = Math.min(pause, longest.getValue());
        longest.setValue(longest.getValue() - gc);
        add(parts, JobPhase.GC, gc);
    }

    private void addResult(Map<JobPhase, Double> parts, TracedTask last) {
        Stamp read = lastOf(Kind.READ, stamp -> stamp.partition() == last.partition());
        Stamp merge = lastOf(Kind.MERGE, stamp -> true);
        if (read == null || merge == null) {
            return;
        }
        add(parts, JobPhase.RESULT_FETCH, read.begin() - last.left());
        add(parts, JobPhase.RESULT_DESERIALIZATION, read.micros());
        add(parts, JobPhase.DRIVER_QUEUE, merge.begin() - read.end());
        add(parts, JobPhase.DRIVER_MERGE, merge.micros());
        add(parts, JobPhase.JOB_COMPLETION, end - merge.end());
    }

    private Stamp lastOf(Kind kind, Predicate<Stamp> which) {
        return driver.stream()
                .filter(stamp -> stamp.kind() == kind && which.test(stamp))
                .max(Comparator.comparingLong(Stamp::end))
                .orElse(null);
    }

    private static double micros(List<Stamp> stamps, Kind kind, Predicate<Stamp> which) {
        return stamps.stream()
                .filter(stamp -> stamp.kind() == kind && which.test(stamp))
                .mapToLong(Stamp::micros)
                .sum();
    }

    private static void add(Map<JobPhase, Double> parts, JobPhase part, double micros) {
        parts.merge(part, micros, Double::sum);
    }

    /** Returns the number of bytes of all tasks' results: what the driver received. */
    public long driverBytes() {
        return stages.stream()
                .flatMap(stage -> stage.tasks().stream())
                .mapToLong(TracedTask::resultBytes)
                .sum();
    }
}
