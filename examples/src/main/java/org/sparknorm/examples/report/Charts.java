package org.sparknorm.examples.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Charts as options of Apache ECharts, for {@link HtmlReport#figure}. */
public final class Charts {

    /** Two colours that differ in print and for colour-blind readers. */
    public static final String GREY = "#8c8c8c";

    public static final String BLUE = "#1f5fa8";

    private static final Map<String, Object> TEXT = Map.of("color", "#222", "fontSize", 12);

    private Charts() {}

    /**
     * How many values lie where, counted on a logarithmic scale so that tails show beside a spike.
     *
     * @param from left end of the axis
     * @param to right end of the axis; values beyond either end are left out
     * @param most top of the count axis
     */
    public static Map<String, Object> histogram(
            String title, Distribution values, double from, double to, int bins, long most, String color) {
        double width = (to - from) / bins;
        List<String> centers = IntStream.range(0, bins)
                .mapToObj(bin -> String.format("%.3g", from + (bin + 0.5) * width))
                .toList();
        List<Object> counts = Arrays.stream(values.histogram(from, to, bins))
                .mapToObj(count -> count == 0 ? (Object) "-" : (Object) count)
                .toList();
        return Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", title)),
                "title", Map.of("text", title, "left", "center", "textStyle", Map.of("fontSize", 13, "color", "#222")),
                "grid", Map.of("left", 88, "right", 16, "top", 34, "bottom", 28),
                "tooltip", Map.of("trigger", "axis", "axisPointer", Map.of("type", "shadow")),
                "xAxis",
                        List.of(
                                Map.of("type", "category", "data", centers, "show", false),
                                Map.of(
                                        "type",
                                        "value",
                                        "min",
                                        from,
                                        "max",
                                        to,
                                        "position",
                                        "bottom",
                                        "axisLabel",
                                        TEXT,
                                        "splitLine",
                                        Map.of("show", false),
                                        "axisLine",
                                        Map.of("show", true),
                                        "axisTick",
                                        Map.of("show", true))),
                "yAxis",
                        Map.of(
                                "type",
                                "log",
                                "min",
                                1,
                                "max",
                                most,
                                "name",
                                "values",
                                "nameLocation",
                                "middle",
                                "nameGap",
                                64,
                                "axisLine",
                                Map.of("show", true, "onZero", false),
                                "nameTextStyle",
                                TEXT,
                                "axisLabel",
                                TEXT),
                "series",
                        List.of(Map.of(
                                "type",
                                "bar",
                                "name",
                                "values",
                                "data",
                                counts,
                                "barCategoryGap",
                                "0%",
                                "itemStyle",
                                Map.of("color", color))));
    }

    /** One labelled horizontal bar per name, from 0 to {@code most}. */
    public static Map<String, Object> bars(
            String title, List<String> names, List<Double> values, double most, String valueFormat) {
        List<Map<String, Object>> labelled = values.stream()
                .map(value -> Map.<String, Object>of(
                        "value", value, "label", Map.of("formatter", String.format(valueFormat, value))))
                .toList();
        return Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", title)),
                "title", Map.of("text", title, "left", "center", "textStyle", Map.of("fontSize", 13, "color", "#222")),
                "grid", Map.of("left", 90, "right", 60, "top", 34, "bottom", 28),
                "xAxis", Map.of("type", "value", "min", 0, "max", most, "axisLabel", TEXT),
                "yAxis",
                        Map.of(
                                "type",
                                "category",
                                "data",
                                names,
                                "inverse",
                                true,
                                "axisLabel",
                                TEXT,
                                "axisTick",
                                Map.of("show", false)),
                "series",
                        List.of(Map.of(
                                "type",
                                "bar",
                                "data",
                                labelled,
                                "barWidth",
                                "60%",
                                "itemStyle",
                                Map.of("color", BLUE),
                                "label",
                                Map.of("show", true, "position", "right", "color", "#222"))));
    }
}
