package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.lab.report.Series.Point;

@Tag("browser")
class ChartsInBrowserTest {

    private static final List<Point> POINTS =
            List.of(new Point(1, 20, 10.0, 30.0), Point.of(10, 40), new Point(100, 5, 4.0, 80.0));

    @TempDir
    Path folder;

    @Test
    void everyPointHasItsMark() throws Exception {
        Chart lines = new LineChart(
                "lines",
                Axis.logarithmic("channels"),
                Axis.linear("ms").from(0, 100),
                List.of(
                        Series.line("line", POINTS),
                        Series.dashed("dashed", POINTS),
                        Series.marks("marks", POINTS),
                        Series.line("diamonds", POINTS),
                        Series.reference("reference", POINTS)));
        Chart bars = new StackedBars(
                "bars",
                Axis.linear("ms"),
                List.of("a", "b"),
                List.of("x", "y", "z"),
                List.of(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0)));
        Chart named = new Bars("named", List.of("a", "b", "c"), List.of(0.25, 0.5, 0.75), 1, 2);
        Chart counts = new Histogram("counts", -1, 1, new long[] {5, 0, 20}, 100, true);
        BrowserPage page = open(new HtmlReport("Charts").figure("four", 300, List.of(lines, bars, named, counts)));
        assertThat(page.console()).isEmpty();
        assertThat(page.marks()).containsExactly(4L * POINTS.size(), 6L, 3L, 2L);
    }

    @Test
    void anErrorOfThePageIsSeen() throws Exception {
        BrowserPage page = open(new HtmlReport("Charts").figure("none", 100, List.of(new Unknown("chart"))));
        assertThat(page.console()).isNotEmpty();
    }

    private record Unknown(String title) implements Chart {

        @Override
        public String kind() {
            return "unknown";
        }
    }

    private BrowserPage open(HtmlReport report) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html");
        Files.writeString(page, report.toString());
        return BrowserPage.open(page);
    }
}
