package org.sparknorm.lab.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An axis of numbers.
 *
 * @param name with the unit
 * @param logarithmic in powers of ten; every value is then above 0
 * @param whole marked at whole numbers only
 * @param min where it begins; null: where the values do
 * @param max where it ends; null: where the values do
 */
public record Axis(String name, boolean logarithmic, boolean whole, Double min, Double max) {

    public static Axis linear(String name) {
        return new Axis(name, false, false, null, null);
    }

    public static Axis logarithmic(String name) {
        return new Axis(name, true, false, null, null);
    }

    /** Of what is counted. */
    public static Axis counts(String name) {
        return new Axis(name, false, true, null, null);
    }

    /** The same axis over a given range. */
    public Axis from(double lowest, double highest) {
        return new Axis(name, logarithmic, whole, lowest, highest);
    }

    /**
     * @param nameGap CSS pixels between the name and the line
     */
    Map<String, Object> option(int nameGap) {
        Map<String, Object> option = new LinkedHashMap<>(Map.of(
                "type",
                logarithmic ? "log" : "value",
                "name",
                name,
                "nameLocation",
                "middle",
                "nameGap",
                nameGap,
                "nameTextStyle",
                Charts.TEXT,
                "axisLabel",
                Map.of("color", Charts.INK, "fontSize", 12, "hideOverlap", true, "formatter", "short"),
                "axisLine",
                Map.of("show", true, "onZero", false),
                "splitLine",
                Map.of("lineStyle", Map.of("color", "#e6e6e6")),
                "scale",
                true));
        if (whole) {
            option.put("minInterval", 1);
        }
        if (min != null) {
            option.put("min", min);
        }
        if (max != null) {
            option.put("max", max);
        }
        return option;
    }
}
