package org.sparknorm.lab.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The time that tasks that come again and again will still take, by the time that they took before. */
public final class RemainingTime {

    private static final int SECONDS_OF_MINUTE = 60;

    private final Map<String, Integer> toDo = new HashMap<>();
    private final Map<String, Double> seconds = new HashMap<>();

    /** @param times number of times that each of the tasks is to be done */
    public RemainingTime(List<String> tasks, int times) {
        tasks.forEach(task -> toDo.put(task, times));
    }

    public void took(String task, double elapsed) {
        seconds.put(task, elapsed);
        skipped(task);
    }

    /** Takes note of a task that was done without taking time. */
    public void skipped(String task) {
        toDo.merge(task, -1, Integer::sum);
    }

    /**
     * As in {@code , about 5 min left}; a task that was never done counts as the mean of the others. Empty at first.
     */
    @Override
    public String toString() {
        if (seconds.isEmpty()) {
            return "";
        }
        double mean = seconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        double left = toDo.entrySet().stream()
                .mapToDouble(task -> task.getValue() * seconds.getOrDefault(task.getKey(), mean))
                .sum();
        return left < SECONDS_OF_MINUTE
                ? ", less than a minute left"
                : ", about " + Math.round(left / SECONDS_OF_MINUTE) + " min left";
    }
}
