package org.sparknorm.lab.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sparknorm.core.RowNorm;

/**
 * Times {@link KernelBenchmarks} by JMH, each kernel and shape in a JVM of its own that does nothing else. Its heap has
 * a fixed size and the simplest collector. It waits for its compiler ({@code -Xbatch}), so that what the compiler knows
 * of the program depends on the program, and not on how soon another thread gets to compile: with that, figures of
 * several JVMs lie half as far apart.
 */
public final class KernelHarness {

    private static final String VECTORS = "jdk.incubator.vector";
    private static final String KERNELS = "spark.norm.kernels";
    private static final String CLASS_PATH = "java.class.path";
    private static final TimeValue LIMIT = TimeValue.minutes(1);

    private final boolean vectors;

    private KernelHarness(boolean vectors) {
        this.vectors = vectors;
    }

    /** With the kernels that this JVM has. */
    public static KernelHarness asHere() {
        return new KernelHarness(ModuleLayer.boot().findModule(VECTORS).isPresent());
    }

    /**
     * @param vectors whether the JVMs have the Vector API
     */
    static KernelHarness withVectors(boolean vectors) {
        return new KernelHarness(vectors);
    }

    /**
     * Times kernels over shapes, one after the other.
     *
     * @param kernels names of benchmarks
     * @param seed of the numbers, and of the order in which the JVMs compile
     * @return median nanoseconds per element by {@link KernelShape#name}
     * @throws IllegalStateException if a JVM does not start, fails, or does not end in time
     */
    public Map<String, Double> measure(List<String> kernels, List<KernelShape> shapes, long seed) {
        Options options = new OptionsBuilder()
                .include("\\." + KernelBenchmarks.class.getSimpleName() + "\\.(" + String.join("|", kernels) + ")$")
                .param("shape", shapes.stream().map(KernelShape::param).toArray(String[]::new))
                .param("seed", Long.toString(seed))
                .forks(1)
                .jvmArgs(jvmArguments().toArray(String[]::new))
                .timeout(LIMIT)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        // JMH starts its JVMs with this property; under spark-submit it lacks the job's jar, and has all of Spark.
        String before = System.setProperty(CLASS_PATH, classPath());
        try {
            Map<String, Double> nanos = new TreeMap<>();
            new Runner(options).run().forEach(result -> add(result, nanos));
            return nanos;
        } catch (RunnerException e) {
            throw new IllegalStateException("kernels " + kernels + " could not be timed: " + e.getMessage(), e);
        } finally {
            System.setProperty(CLASS_PATH, before);
        }
    }

    private static void add(RunResult result, Map<String, Double> nanos) {
        String benchmark = result.getParams().getBenchmark();
        KernelShape shape = KernelShape.parse(result.getParams().getParam("shape"));
        double median = result.getPrimaryResult().getStatistics().getPercentile(50);
        nanos.put(shape.name(benchmark.substring(benchmark.lastIndexOf('.') + 1)), median / shape.elements());
    }

    List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Xbatch"));
        if (vectors) {
            arguments.add("--add-modules=" + VECTORS);
        }
        String kernels = System.getProperty(KERNELS);
        if (kernels != null) {
            arguments.add("-D" + KERNELS + "=" + kernels);
        }
        return arguments;
    }

    private static String classPath() {
        return Stream.of(KernelBenchmarks.class, RowNorm.class, Runner.class, OptionParser.class, StatUtils.class)
                .map(KernelHarness::place)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

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
}
