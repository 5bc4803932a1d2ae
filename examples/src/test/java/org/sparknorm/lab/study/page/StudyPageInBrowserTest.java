package org.sparknorm.lab.study.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.report.BrowserPage;
import org.sparknorm.lab.study.Environment;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.StudyReportFixture;
import org.sparknorm.lab.study.model.Cluster;

@Tag("browser")
class StudyPageInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void everyChartHasAMarkForEachOfItsPointsInReportJson() throws Exception {
        StudyReport report = StudyReportFixture.report();
        JsonNode json = new ObjectMapper().readTree(report.json());
        BrowserPage page = open(report);
        assertThat(page.console()).isEmpty();
        List<String> titles = page.document().select(".chart").stream()
                .map(chart -> chart.select("svg text").first().text())
                .toList();
        assertThat(titles).hasSameSizeAs(page.marks());
        assertThat(page.marks()).containsExactlyElementsOf(expected(json).values());
    }

    @Test
    void aStudyWithoutTrainingOrModelHasAPageToo() throws Exception {
        Environment environment = StudyReportFixture.report().environment();
        StudyReport report = StudyReport.of(
                environment, List.of(StudyReportFixture.skipped("no slots")), List.of(), Cluster.DEFAULT);
        BrowserPage page = open(report);
        assertThat(page.console()).isEmpty();
        assertThat(page.marks()).isEmpty();
        assertThat(page.document().text()).contains("no slots");
    }

    private BrowserPage open(StudyReport report) throws Exception {
        Path file = folder.resolve("report.html");
        Files.writeString(file, StudyPage.html(report));
        return BrowserPage.open(file);
    }

    /** Marks by chart, in the page's order, counted in report.json. */
    private static Map<String, Long> expected(JsonNode json) {
        Map<String, Long> marks = new LinkedHashMap<>();
        for (int partitions : new int[] {1, 4, 64, 1_024}) {
            marks.put(
                    "partitions " + partitions,
                    points(json, "microbenchmarks", point -> measured(point) && is(point, "partitions", partitions)));
        }
        for (int channels : new int[] {1, 256, 4_096, 65_536}) {
            marks.put(
                    "channels " + channels,
                    points(json, "microbenchmarks", point -> measured(point) && is(point, "channels", channels)));
        }
        // All parts, and the small ones together, of which there are none.
        marks.put(
                "breakdown",
                6
                        * points(
                                json,
                                "microbenchmarks",
                                point -> point.at("/measured/breakdownMicros").size() > 0
                                        && is(point, "channels", 256)
                                        && List.of(1, 4, 64, 1_024)
                                                .contains(
                                                        point.get("partitions").asInt())));
        trained(json, marks);
        predicted(json, marks);
        return marks;
    }

    private static void trained(JsonNode json, Map<String, Long> marks) {
        for (String sync : List.of("collective", "treeAggregate")) {
            marks.put("split " + sync, 3 * training(json, sync, point -> base(point)));
        }
        for (String sync : List.of("collective", "treeAggregate")) {
            marks.put("width " + sync, training(json, sync, point -> is(point, "workers", 2) && is(point, "depth", 2)));
        }
        for (String sync : List.of("collective", "treeAggregate")) {
            marks.put(
                    "depth " + sync, training(json, sync, point -> is(point, "workers", 2) && is(point, "width", 128)));
        }
        for (String scaling : List.of("strong", "weak")) {
            for (String sync : List.of("collective", "treeAggregate")) {
                marks.put(
                        scaling + " " + sync,
                        training(
                                json,
                                sync,
                                point -> base(point)
                                        || is(point, "workers", 1)
                                                && point.get("scaling").asText().equals(scaling)));
            }
        }
    }

    private static void predicted(JsonNode json, Map<String, Long> marks) {
        marks.put("model", (long) json.get("model").get("points").size());
        for (int channels : new int[] {1, 4_096, 65_536}) {
            marks.put("predicted " + channels, points(json, "predictions", point -> is(point, "channels", channels)));
        }
        for (String share : List.of("statistics", "both")) {
            for (String way : List.of("treeAggregate", "collective")) {
                marks.put(
                        share + " " + way,
                        points(
                                json,
                                "stepPredictions",
                                point -> point.get("way").asText().equals(way)
                                        && List.of(10, 100, 1_000, 10_000)
                                                .contains(point.get("executors").asInt())));
            }
        }
    }

    private static boolean measured(JsonNode point) {
        return point.get("skipped").isNull();
    }

    /** The smallest network on the most workers. */
    private static boolean base(JsonNode point) {
        return is(point, "workers", 2) && is(point, "depth", 2) && is(point, "width", 128);
    }

    private static boolean is(JsonNode point, String name, int value) {
        return point.get(name).asInt() == value;
    }

    private static long training(JsonNode json, String sync, Predicate<JsonNode> shown) {
        return points(json, "training", point -> point.get("sync").asText().equals(sync) && shown.test(point));
    }

    private static long points(JsonNode json, String list, Predicate<JsonNode> shown) {
        return StreamSupport.stream(json.get(list).spliterator(), false)
                .filter(shown)
                .count();
    }
}
