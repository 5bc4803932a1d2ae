package org.sparknorm.lab.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page as headless Chromium shows it.
 *
 * @param document after the page's scripts have run
 * @param console what the page wrote to the browser's console: errors, as a sound page writes nothing
 */
public record BrowserPage(Document document, List<String> console) {

    private static final int SECONDS = 60;

    private static final Pattern CONSOLE = Pattern.compile("^\\[.*:CONSOLE[:(].*");

    /** A point of a series: ECharts' circle, square, triangle and diamond of size 1, which it scales to their place. */
    private static final Pattern SYMBOL =
            Pattern.compile("M1 0A1 1 .*|M-1 -1l2 0l0 2l-2 0Z|M0 -1L1 1L-1 1Z|M0 -1L1 0L0 1L-1 0Z");

    private static final Pattern BAR = Pattern.compile("M-?[\\d.]+ -?[\\d.]+l-?[\\d.]+ 0l0 -?[\\d.]+l-?[\\d.]+ 0Z");

    /** Opens a page; without a Chromium on the PATH the calling test is reported as skipped. */
    public static BrowserPage open(Path page) throws IOException, InterruptedException {
        Optional<Path> browser = chromium();
        assumeTrue(browser.isPresent(), "there is no chromium on the PATH to open the page with");
        Path folder = Files.createTempDirectory("browser");
        File dom = folder.resolve("dom.html").toFile();
        File log = folder.resolve("log").toFile();
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1200,2000",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(Redirect.to(dom))
                .redirectError(Redirect.to(log))
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(browser.get() + " did not open " + page + " within " + SECONDS + " s");
        }
        try (Stream<String> lines = Files.lines(log.toPath())) {
            return new BrowserPage(
                    Jsoup.parse(dom, "UTF-8"),
                    lines.filter(line -> CONSOLE.matcher(line).matches()).toList());
        }
    }

    private static Optional<Path> chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Points and bars that each chart shows, in the page's order; legends do not count. */
    public List<Long> marks() {
        return document.select(".chart").stream()
                .map(chart -> chart.select("svg path").stream()
                        .filter(BrowserPage::isMark)
                        .count())
                .toList();
    }

    private static boolean isMark(Element path) {
        String shape = path.attr("d");
        boolean clips = path.parent().normalName().equals("clippath");
        // Titles and legends are moved to their place, bars are drawn there.
        return SYMBOL.matcher(shape).matches() || BAR.matcher(shape).matches() && !clips && !path.hasAttr("transform");
    }
}
