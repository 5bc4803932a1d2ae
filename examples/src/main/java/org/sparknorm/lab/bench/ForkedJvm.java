package org.sparknorm.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A main program in a JVM of its own: what was compiled and allocated before, and how, does not reach it. Its heap has a
 * fixed size and the simplest collector; it has the Vector API if this JVM has it. It waits for its compiler ({@code
 * -Xbatch}), so that what the compiler knows of the program's behaviour depends on the program, and not on how soon another
 * thread gets to compile: with that, figures of several JVMs lie half as far apart.
 */
public final class ForkedJvm {

    private static final String VECTORS = "jdk.incubator.vector";
    private static final String KERNELS = "spark.norm.kernels";
    private static final int LINES_TOLD = 20;

    private final Class<?> main;
    private final List<Class<?>> others;
    private final int heapMegabytes;
    private final Duration limit;

    /**
     * @param main has the main method
     * @param others a class from each jar or folder that it needs besides its own
     * @param limit after which it is ended
     */
    public ForkedJvm(Class<?> main, List<Class<?>> others, int heapMegabytes, Duration limit) {
        this.main = main;
        this.others = others;
        this.heapMegabytes = heapMegabytes;
        this.limit = limit;
    }

    /**
     * Runs it to its end.
     *
     * @return the lines that it printed
     * @throws IllegalStateException if it does not start, fails, or does not end in time; with the last that it wrote
     */
    public List<String> run(String... args) {
        Path out = null;
        Path err = null;
        try {
            out = Files.createTempFile("forked-jvm", ".out");
            err = Files.createTempFile("forked-jvm", ".err");
            Process process = new ProcessBuilder(command(args))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("did not end within " + limit.toSeconds() + " s", err);
                }
            } finally {
                process.destroyForcibly().onExit().join();
            }
            if (process.exitValue() != 0) {
                throw failed("ended with exit code " + process.exitValue(), err);
            }
            return Files.readAllLines(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a JVM of its own for " + main.getName() + " does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a JVM of its own ran " + main.getName(), e);
        } finally {
            delete(out);
            delete(err);
        }
    }

    private List<String> command(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Collections.addAll(command, "-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m");
        Collections.addAll(command, "-XX:+UseSerialGC", "-Xbatch", "-cp");
        command.add(Stream.concat(Stream.of(main), others.stream())
                .map(ForkedJvm::place)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            command.add("--add-modules=" + VECTORS);
        }
        String kernels = System.getProperty(KERNELS);
        if (kernels != null) {
            command.add("-D" + KERNELS + "=" + kernels);
        }
        command.add(main.getName());
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** Under spark-submit the job's jar is not in java.class.path; so each class is asked where it came from. */
    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path leads to " + type.getName(), e);
        }
    }

    private IllegalStateException failed(String how, Path err) throws IOException {
        List<String> lines = Files.readAllLines(err);
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        return new IllegalStateException("a JVM of its own for " + main.getName() + " " + how
                + (last.isEmpty() ? "; it wrote no error" : "; it wrote:\n" + last));
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
