package org.sparknorm.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparknorm.lab.report.Series.Style;

/** Series over two axes of numbers, as options of Apache ECharts. */
final class LineChart {

    /** Okabe and Ito's colours, which colour-blind readers tell apart, without yellow, which paper does not show. */
    static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#222222", "#8c8c8c");

    private static final List<String> SYMBOLS = List.of("circle", "rect", "triangle", "diamond");

    private LineChart() {}

    static Map<String, Object> of(String title, Axis x, Axis y, List<Series> series) {
        List<Map<String, Object>> drawn = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            String color = COLORS.get(i % COLORS.size());
            drawn.add(line(series.get(i), color, SYMBOLS.get(i % SYMBOLS.size())));
            List<List<Double>> ranges = series.get(i).points().stream()
                    .filter(point -> point.low() != null && point.high() != null)
                    .map(point -> List.of(point.x(), point.low(), point.high()))
                    .toList();
            if (!ranges.isEmpty()) {
                drawn.add(Map.of(
                        "type",
                        "custom",
                        "name",
                        series.get(i).name(),
                        "renderItem",
                        "range",
                        "encode",
                        Map.of("x", 0, "y", List.of(1, 2)),
                        "itemStyle",
                        Map.of("color", color),
                        "silent",
                        true,
                        "data",
                        ranges));
            }
        }
        Map<String, Object> option = Charts.frame(title, 70, 64, 46);
        option.put("legend", Charts.legend(series.stream().map(Series::name).toList()));
        option.put("tooltip", Map.of("trigger", "item"));
        option.put("xAxis", x.option(28));
        option.put("yAxis", y.option(46));
        option.put("series", drawn);
        return option;
    }

    private static Map<String, Object> line(Series series, String color, String symbol) {
        Style style = series.style();
        boolean joined = style != Style.MARKS;
        boolean marked = style != Style.REFERENCE;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "line");
        line.put("name", series.name());
        line.put("showSymbol", marked);
        line.put("showAllSymbol", true);
        line.put("symbol", marked ? symbol : "none");
        line.put("symbolSize", 6);
        line.put("itemStyle", Map.of("color", color));
        line.put(
                "lineStyle",
                Map.of(
                        "color",
                        color,
                        "width",
                        joined ? 1.5 : 0,
                        "type",
                        style == Style.DASHED || style == Style.REFERENCE ? "dashed" : "solid"));
        line.put(
                "data",
                series.points().stream()
                        .map(point -> List.of(point.x(), point.y()))
                        .toList());
        return line;
    }
}
