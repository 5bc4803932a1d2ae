package org.sparknorm.lab.study.page;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Numbers;
import org.sparknorm.lab.study.Environment;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.training.TrainingPoint;

/** The method of a study: how its figures came about and what they mean, for its page. */
final class StudyMethod {

    private StudyMethod() {}

    static List<String> of(StudyReport report) {
        List<String> sentences = new ArrayList<>();
        synchronizations(report, sentences);
        training(report, sentences);
        if (!report.model().points().isEmpty()) {
            model(sentences);
        }
        return sentences;
    }

    private static void synchronizations(StudyReport report, List<String> sentences) {
        List<MicroPoint> measured = report.microbenchmarks().stream()
                .filter(point -> point.skipped() == null)
                .toList();
        if (!measured.isEmpty()) {
            sentences.add("Each point of one synchronization was measured "
                    + range(measured, point -> point.measured().iterations()) + " times, after "
                    + range(measured, point -> point.measured().warmup())
                    + " times to warm up; a percentile that so few times do not carry"
                    + " is left out. Sizes are the channels of one batch norm: a count, and for each channel a sum"
                    + " and a sum"
                    + " of squares.");
            sentences.add(
                    "Trees with both serializers have half of their iterations in one session of Spark and half in"
                            + " another,"
                            + " in the order Kryo, Java, Java, Kryo: a driver that gets faster meanwhile favors"
                            + " neither.");
            sentences.add(
                    "Every sum was compared with the one expected. What a partition contributes depends on its number"
                            + " and on the place in the array, so a part that is lost or counted twice shows.");
            sentences.add("busbw is size / median * 2 (n - 1) / n over n ranks, as nccl-tests has it; driver KB is what"
                    + " passed through the driver in one synchronization; levels are those that Spark's tree"
                    + " really had.");
        }
    }

    private static void training(StudyReport report, List<String> sentences) {
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
    }

    private static void model(List<String> sentences) {
        sentences.add("The cost model counts what a synchronization consists of (jobs, stages, tree levels, tasks in"
                + " waves over the slots, files and fetches of shuffles, bytes; for the collective rounds, messages,"
                + " bytes) and fits a price of each, none below 0, by least squares of the relative errors, for each"
                + " way, serializer and master. Its largest sizes and partition counts are held out. Points with more"
                + " ranks than cores are left out, since ranks run all at the same time; tasks of a treeAggregate"
                + " beyond"
                + " the cores run in waves, on any cluster, and stay.");
        sentences.add("Predictions take these prices, of this machine's cores and loopback, for a cluster with a slot"
                + " for every worker, and add the network's latency for each message in a row and the bytes of the"
                + " busiest machine over its bandwidth. They know nothing of limits that only large clusters meet.");
    }

    /** Returns where a study ran, by name. */
    static Map<String, String> environment(Environment environment) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Master", String.join(", ", environment.masters()));
        facts.put("Spark", environment.sparkVersion());
        facts.put("Java", environment.javaVersion());
        facts.put("System", environment.operatingSystem());
        facts.put("Cores of the driver's machine", Integer.toString(environment.machineCores()));
        facts.put("Driver's memory", Numbers.count(environment.driverMemoryMegabytes()) + " MB");
        facts.put("Grid", environment.grid());
        facts.put("Begun", environment.begun());
        return facts;
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
