package org.sparknorm.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Horizontal bars made of parts, as options of Apache ECharts. */
final class StackedBars {

    private StackedBars() {}

    /** Arguments as {@link Charts#stackedBars} says. */
    static Map<String, Object> of(
            String title, Axis length, List<String> names, List<String> parts, List<List<Double>> values) {
        List<Map<String, Object>> series = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            int column = part;
            series.add(Map.of(
                    "type",
                    "bar",
                    "name",
                    parts.get(part),
                    "stack",
                    "all",
                    "barWidth",
                    "60%",
                    "itemStyle",
                    Map.of(
                            "color",
                            LineChart.COLORS.get(part % LineChart.COLORS.size()),
                            // Parts beyond the palette show the same colour under a pattern of their own.
                            "opacity",
                            part < LineChart.COLORS.size() ? 1 : 0.5),
                    "data",
                    values.stream().map(bar -> bar.get(column)).toList()));
        }
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        Map<String, Object> option = Charts.frame(title, 24 + 7 * longest, 64, 46);
        option.put("legend", Charts.legend(parts));
        option.put("tooltip", Map.of("trigger", "axis", "axisPointer", Map.of("type", "shadow")));
        Map<String, Object> x = length.option(28);
        // A bar that begins elsewhere would lie about its length.
        x.put("min", 0);
        option.put("xAxis", x);
        option.put(
                "yAxis",
                Map.of(
                        "type",
                        "category",
                        "data",
                        names,
                        "inverse",
                        true,
                        "axisLabel",
                        Charts.TEXT,
                        "axisTick",
                        Map.of("show", false)));
        option.put("series", series);
        return option;
    }
}
