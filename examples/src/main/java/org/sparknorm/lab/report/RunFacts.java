package org.sparknorm.lab.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The facts that a reader must know of a run to judge its figures, and to have them again. */
public final class RunFacts {

    /** The scripts say by it what a person typed. */
    private static final String COMMAND = "SPARK_NORM_COMMAND";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private RunFacts() {}

    /**
     * Returns facts by name, to which more may be added.
     *
     * @param job command where no script said its command
     */
    public static Map<String, String> of(String job) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Command", System.getenv().getOrDefault(COMMAND, job));
        facts.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("Machine", machine());
        facts.put("Java", Runtime.version().toString());
        return facts;
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static String processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return "processor unknown";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
