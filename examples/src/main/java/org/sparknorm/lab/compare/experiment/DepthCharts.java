package org.sparknorm.lab.compare.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.lab.report.Series.Point;
import org.sparknorm.network.NormKind;

/** The curves of {@link DeepResiduals}. */
final class DepthCharts {

    private DepthCharts() {}

    static void draw(HtmlReport page, Outcomes outcomes) {
        List<Series> accuracies = new ArrayList<>();
        List<Series> gradients = new ArrayList<>();
        for (NormKind norm : DeepResiduals.NORMS) {
            for (DeepResiduals.Place place : DeepResiduals.Place.values()) {
                String name = DeepResiduals.name(norm, place);
                accuracies.add(Series.line(name, outcomes.points(DeepResiduals.DEPTHS, "accuracy " + name)));
                double[] first = DeepResiduals.gradients(outcomes.first(), norm, place);
                List<Point> points = IntStream.range(0, first.length)
                        .filter(layer -> layer % 3 == 0 && first[layer] > 0)
                        .mapToObj(layer -> Point.of(layer + 1.0, first[layer]))
                        .toList();
                gradients.add(Series.line(name, points));
            }
        }
        page.figure(
                "Left: training accuracy at the end by the number of residual layers, each at its best rate: mean"
                        + " and range"
                        + " over the seeds. Right: the gradient of each layer of the stack of 100 at the first step"
                        + " (first"
                        + " seed).",
                320,
                List.of(
                        new LineChart(
                                "Accuracy by depth",
                                Axis.logarithmic("residual layers")
                                        .from(
                                                DeepResiduals.DEPTHS[0],
                                                DeepResiduals.DEPTHS[DeepResiduals.DEPTHS.length - 1]),
                                Axis.linear("training accuracy, %"),
                                accuracies),
                        new LineChart(
                                "Gradient norm by depth",
                                Axis.linear("layer"),
                                Axis.logarithmic("norm of the gradient"),
                                gradients)));
    }
}
