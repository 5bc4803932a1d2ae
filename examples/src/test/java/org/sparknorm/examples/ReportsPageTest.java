package org.sparknorm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of reports names tests: they are there. */
class ReportsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CLAIM = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void eachTestThatTheReportsNameIsThere() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("spark-norm", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        List<MatchResult> claims = CLAIM.matcher(Files.readString(ROOT.resolve("docs/reports.md")))
                .results()
                .toList();

        assertThat(claims).hasSizeGreaterThan(30);
        assertThat(claims)
                .allSatisfy(claim -> assertThat(sources.getOrDefault(claim.group(1), ""))
                        .as(claim.group())
                        .contains("void " + claim.group(2) + "("));
    }
}
