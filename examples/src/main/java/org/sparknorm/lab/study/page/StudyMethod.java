package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.training.TrainingPoint;

/** How a study's figures came about and what they mean, for its page. */
final class StudyMethod {

    private StudyMethod() {}

    static List<String> of(StudyReport report) {
        List<String> sentences = new ArrayList<>();
        List<MicroPoint> measured = report.microbenchmarks().stream()
                .filter(point -> point.skipped() == null)
                .toList();
        if (!measured.isEmpty()) {
            sentences.add("Each point of one synchronization was measured "
                    + range(measured, MicroPoint::iterations) + " times, after "
                    + range(measured, MicroPoint::warmup)
                    + " times to warm up; a percentile that so few times do not carry"
                    + " is left out. Sizes are the channels of one batch norm: a count, and for each channel a sum and a sum"
                    + " of squares.");
            sentences.add(
                    "Trees with both serializers have half of their iterations in one session of Spark and half in another,"
                            + " in the order Kryo, Java, Java, Kryo: a driver that gets faster meanwhile favors neither.");
            sentences.add(
                    "Every sum was compared with the one expected. What a partition contributes depends on its number"
                            + " and on the place in the array, so a part that is lost or counted twice shows.");
            sentences.add(
                    "busbw is size / median * 2 (n - 1) / n over n ranks, as nccl-tests has it; driver KB is what"
                            + " passed through the driver in one synchronization; levels are those that Spark's tree really had.");
        }
        List<TrainingPoint> trained = report.training().stream()
                .filter(point -> point.skipped() == null)
                .toList();
        if (!trained.isEmpty()) {
            sentences.add("Each training point is one epoch on random rows, of which "
                    + range(trained, TrainingPoint::steps) + " steps were counted after "
                    + range(trained, TrainingPoint::warmup)
                    + " to warm up. Times are medians over the steps, of means over"
                    + " the workers; the share is (transfer + waiting) / step.");
        }
        if (!report.model().points().isEmpty()) {
            sentences.add(
                    "The cost model counts what a synchronization consists of (jobs, stages, tree levels, tasks in"
                            + " waves over the slots, files and fetches of shuffles, bytes; for the collective rounds, messages,"
                            + " bytes) and fits a price of each, none below 0, by least squares of the relative errors, for each"
                            + " way, serializer and master. Its largest sizes and partition counts are held out. Points with more"
                            + " ranks than cores are left out, since ranks run all at the same time; tasks of a treeAggregate beyond"
                            + " the cores run in waves, on any cluster, and stay.");
            sentences.add(
                    "Predictions take these prices, of this machine's cores and loopback, for a cluster with a slot"
                            + " for every worker, and add the network's latency for each message in a row and the bytes of the"
                            + " busiest machine over its bandwidth. They know nothing of limits that only large clusters meet.");
        }
        return sentences;
    }

    private static <P> String range(List<P> points, ToIntFunction<P> value) {
        IntSummaryStatistics all = points.stream().mapToInt(value).summaryStatistics();
        return Stream.of(all.getMin(), all.getMax())
                .distinct()
                .map(number -> Numbers.count(number))
                .reduce((low, high) -> low + " to " + high)
                .orElseThrow();
    }
}
