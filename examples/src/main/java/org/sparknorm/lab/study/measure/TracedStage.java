package org.sparknorm.lab.study.measure;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A stage of a traced job.
 *
 * @param submitted microseconds, as {@link TracedTask} has them
 * @param tasks all, none of which failed
 */
record TracedStage(long submitted, List<TracedTask> tasks) {

    /** Between two events of which each is rounded to milliseconds. */
    private static final long ROUNDING = 1000;

    /**
     * Returns the task that ended last, and those before it that held its slot: each the last that left that executor
     * before the next was sent there. The stage's first comes first.
     */
    List<TracedTask> criticalTasks() {
        Deque<TracedTask> chain = new ArrayDeque<>();
        TracedTask task = tasks.stream()
                .max(Comparator.comparingLong(TracedTask::finish).thenComparingLong(TracedTask::left))
                .orElseThrow();
        while (task != null) {
            chain.addFirst(task);
            task = predecessor(task);
        }
        return List.copyOf(chain);
    }

    private TracedTask predecessor(TracedTask task) {
        return tasks.stream()
                .filter(other -> other.executor().equals(task.executor())
                        && other.launch() <= task.launch()
                        && other.left() < task.left()
                        && other.left() <= task.launch() + ROUNDING)
                .max(Comparator.comparingLong(TracedTask::left))
                .orElse(null);
    }
}
