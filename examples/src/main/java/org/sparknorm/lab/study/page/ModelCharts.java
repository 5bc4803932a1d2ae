package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.report.Series;
import org.sparknorm.lab.report.Series.Point;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.model.MethodSettings;
import org.sparknorm.lab.study.model.ModelPoint;
import org.sparknorm.lab.study.model.Prediction;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;

/** Charts of the cost model and of what it predicts; predictions are dashed. */
final class ModelCharts {

    /** Clusters for which a line is drawn. */
    private static final List<Integer> CLUSTERS = List.of(10, 100, 1_000, 10_000);

    private static final double MILLI = 1e-3;

    private final StudyReport report;

    ModelCharts(StudyReport report) {
        this.report = report;
    }

    /**
     * Returns every point that was modelled, by the time measured and the time the model gives, and where both are the
     * same.
     */
    LineChart againstMeasurement() {
        Map<String, List<ModelPoint>> series = report.model().points().stream()
                .collect(Collectors.groupingBy(
                        point -> point.way() + (point.heldOut() ? ", held out" : ", fitted"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Series> drawn = new ArrayList<>();
        series.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(named -> drawn.add(Series.marks(
                        named.getKey(),
                        named.getValue().stream()
                                .map(point -> Point.of(point.measuredMicros() * MILLI, point.modelMicros() * MILLI))
                                .toList())));
        double[] times = report.model().points().stream()
                .flatMap(point -> Stream.of(point.measuredMicros() * MILLI, point.modelMicros() * MILLI))
                .mapToDouble(Double::doubleValue)
                .filter(time -> time > 0)
                .sorted()
                .toArray();
        drawn.add(Series.reference(
                "model = measurement",
                List.of(Point.of(times[0], times[0]), Point.of(times[times.length - 1], times[times.length - 1]))));
        return new LineChart(
                "Model against measurement", Axis.logarithmic("measured, ms"), Axis.logarithmic("model, ms"), drawn);
    }

    /** Returns, for each size, a line for each way and its settings. */
    List<LineChart> synchronizations() {
        return report.predictions().stream()
                .map(Prediction::channels)
                .distinct()
                .sorted()
                .map(channels -> new LineChart(
                        "Predicted: " + Numbers.channels(channels),
                        Axis.logarithmic("executors"),
                        Axis.logarithmic("ms, predicted"),
                        dashed(report.predictions().stream()
                                .filter(prediction -> prediction.channels() == channels)
                                .toList())))
                .toList();
    }

    private static List<Series> dashed(List<Prediction> predictions) {
        return predictions.stream()
                .collect(Collectors.groupingBy(Prediction::plan, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(plan -> Series.dashed(
                        plan.getKey().toString(),
                        plan.getValue().stream().map(ModelCharts::point).toList()))
                .toList();
    }

    /** Ranges of all trees would lie on top of each other: Spark's default depth stands for them. */
    private static Point point(Prediction prediction) {
        boolean ranged = prediction.plan().equals(MethodSettings.tree(2))
                || prediction.plan().equals(MethodSettings.COLLECTIVE);
        return new Point(
                prediction.executors(),
                prediction.micros() * MILLI,
                ranged ? prediction.lowMicros() * MILLI : null,
                ranged ? prediction.highMicros() * MILLI : null);
    }

    /**
     * Returns, for each way, what a share of a step is by the size of the model; empty where computing is not known.
     */
    List<LineChart> steps(Function<StepPrediction, Double> share) {
        List<StepPrediction> known = report.stepPredictions().stream()
                .filter(step -> share.apply(step) != null)
                .toList();
        return known.stream()
                .map(StepPrediction::way)
                .distinct()
                .map(way -> new LineChart(
                        "Predicted: " + way,
                        Axis.logarithmic("parameters"),
                        Axis.logarithmic("% of a step, predicted"),
                        steps(
                                known.stream()
                                        .filter(step -> step.way().equals(way))
                                        .toList(),
                                share)))
                .toList();
    }

    private static List<Series> steps(List<StepPrediction> steps, Function<StepPrediction, Double> share) {
        List<Series> series = new ArrayList<>();
        for (int executors : CLUSTERS) {
            series.add(Series.dashed(
                    Numbers.count(executors) + " executors",
                    steps.stream()
                            .filter(step -> step.executors() == executors)
                            .map(step -> Point.of(step.parameters(), 100 * share.apply(step)))
                            .toList()));
        }
        double little = 100 * StepPredictions.LITTLE;
        series.add(Series.reference(
                "5 %",
                List.of(
                        Point.of(steps.get(0).parameters(), little),
                        Point.of(steps.get(steps.size() - 1).parameters(), little))));
        return series;
    }
}
