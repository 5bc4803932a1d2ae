package org.sparknorm.lab.compare.verdict;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/** The measurements of one experiment with one seed: arrays of numbers by name, one number being an array of one. */
public final class Outcome {

    private final Map<String, double[]> series;

    public Outcome() {
        this(Map.of());
    }

    @JsonCreator
    public Outcome(Map<String, double[]> series) {
        this.series = new TreeMap<>(series);
    }

    public Outcome put(String name, double... values) {
        if (series.put(name, values) != null) {
            throw new IllegalArgumentException("measured twice: " + name);
        }
        return this;
    }

    /** @throws IllegalArgumentException if nothing was measured under that name */
    public double[] get(String name) {
        double[] values = series.get(name);
        if (values == null) {
            throw new IllegalArgumentException("not measured: " + name + ", only " + series.keySet());
        }
        return values;
    }

    @JsonValue
    Map<String, double[]> series() {
        return series;
    }
}
