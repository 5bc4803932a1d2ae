package org.sparknorm.lab.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Charts as options of Apache ECharts, for {@link HtmlReport#figure}. */
public final class Charts {

    /** Two colours that differ in print and for colour-blind readers. */
    public static final String GREY = "#8c8c8c";

    public static final String BLUE = "#1f5fa8";

    static final String INK = "#222";

    static final Map<String, Object> TEXT = Map.of("color", INK, "fontSize", 12);

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
        Map<String, Object> option = frame(title, 88, 34, 28);
        option.put("tooltip", Map.of("trigger", "axis", "axisPointer", Map.of("type", "shadow")));
        option.putAll(Map.of(
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
                                Map.of("color", color)))));
        return option;
    }

    /**
     * Series over two axes of numbers.
     *
     * @param series drawn in this order, the colours of the first eight differ
     */
    public static Map<String, Object> lines(String title, Axis x, Axis y, List<Series> series) {
        return LineChart.of(title, x, y, series);
    }

    /**
     * One horizontal bar per name, made of parts.
     *
     * @param length of the bars
     * @param parts their names
     * @param values of each name, in the order of the parts
     */
    public static Map<String, Object> stackedBars(
            String title, Axis length, List<String> names, List<String> parts, List<List<Double>> values) {
        return StackedBars.of(title, length, names, parts, values);
    }

    /** What all charts have; distances in CSS pixels between the plot and the edge. */
    static Map<String, Object> frame(String title, int left, int top, int bottom) {
        return new LinkedHashMap<>(Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", title)),
                "title", Map.of("text", title, "left", "center", "textStyle", Map.of("fontSize", 13, "color", INK)),
                "grid", Map.of("left", left, "right", 24, "top", top, "bottom", bottom)));
    }

    static Map<String, Object> legend(List<String> names) {
        return Map.of("data", names, "top", 22, "type", "plain", "itemWidth", 18, "itemHeight", 8, "textStyle", TEXT);
    }

    /** One labelled horizontal bar per name, from 0 to {@code most}. */
    public static Map<String, Object> bars(
            String title, List<String> names, List<Double> values, double most, String valueFormat) {
        List<Map<String, Object>> labelled = values.stream()
                .map(value -> Map.<String, Object>of(
                        "value", value, "label", Map.of("formatter", String.format(valueFormat, value))))
                .toList();
        Map<String, Object> option = frame(title, 90, 34, 28);
        option.putAll(Map.of(
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
                                Map.of("show", true, "position", "right", "color", INK)))));
        return option;
    }
}
