package org.sparknorm.lab.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sparknorm.core.RowNorm;

/**
 * Times {@link KernelBenchmarks} and {@link NormTurns} by JMH, each case in a JVM of its own that does nothing else.
 * Its heap has a fixed size and the simplest collector. It waits for its compiler ({@code -Xbatch}), so that what the
 * compiler knows of the program depends on the program, and not on how soon another thread gets to compile: with that,
 * figures of several JVMs lie half as far apart.
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

    /** Returns a harness whose JVMs have the kernels of this one. */
    public static KernelHarness asHere() {
        return new KernelHarness(ModuleLayer.boot().findModule(VECTORS).isPresent());
    }

    /** @param vectors true if the JVMs have the Vector API */
    static KernelHarness withVectors(boolean vectors) {
        return new KernelHarness(vectors);
    }

    /**
     * Layer and RMS norm over the same rows.
     *
     * @param layer nanoseconds per element
     * @param rms nanoseconds per element
     */
    public record LayerAndRms(double layer, double rms) {

        /** Returns the time of layer norm / the time of RMS norm. */
        public double ratio() {
            return layer / rms;
        }
    }

    /**
     * Times kernels over shapes, one after the other.
     *
     * @param kernels names of {@link KernelBenchmarks}
     * @return median nanoseconds per element by {@link KernelShape#name}
     * @throws IllegalStateException if a JVM does not start, fails, or does not end in time
     */
    Map<String, Double> kernels(List<String> kernels, List<KernelShape> shapes) {
        Map<String, Double> nanos = new TreeMap<>();
        for (RunResult result : run(options(KernelBenchmarks.class, "(" + String.join("|", kernels) + ")")
                .param("shape", shapes.stream().map(KernelShape::param).toArray(String[]::new)))) {
            String benchmark = result.getParams().getBenchmark();
            KernelShape shape = KernelShape.parse(result.getParams().getParam("shape"));
            double median = result.getPrimaryResult().getStatistics().getPercentile(50);
            nanos.put(shape.name(benchmark.substring(benchmark.lastIndexOf('.') + 1)), median / shape.elements());
        }
        return nanos;
    }

    /**
     * Times layer and RMS norm in turns.
     *
     * @param training forward and backward as training does it; otherwise forward as the stages do it
     * @param seed seed of the numbers, and of the order in which the JVM compiles
     * @return the iteration with the median ratio
     * @throws IllegalStateException if the JVM does not start, fails, or does not end in time
     */
    public LayerAndRms layerAndRms(KernelShape shape, boolean training, long seed) {
        List<LayerAndRms> iterations = run(options(NormTurns.class, "turn")
                        .param("shape", shape.param())
                        .param("training", Boolean.toString(training))
                        .param("seed", Long.toString(seed)))
                .stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> layerAndRms(iteration, shape))
                .toList();
        return median(iterations);
    }

    static LayerAndRms median(List<LayerAndRms> all) {
        return all.stream()
                .sorted(Comparator.comparing(LayerAndRms::ratio))
                .toList()
                .get(all.size() / 2);
    }

    private static LayerAndRms layerAndRms(IterationResult iteration, KernelShape shape) {
        double elements = counted(iteration, "passes") * shape.elements();
        return new LayerAndRms(counted(iteration, "layer") / elements, counted(iteration, "rms") / elements);
    }

    private static double counted(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }

    private ChainedOptionsBuilder options(Class<?> benchmarks, String methods) {
        return new OptionsBuilder()
                .include("\\." + benchmarks.getSimpleName() + "\\." + methods + "$")
                .forks(1)
                .jvmArgs(jvmArguments().toArray(String[]::new))
                .timeout(LIMIT)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) {
        // JMH starts its JVMs with this property; under spark-submit it lacks the job's jar, and has all of Spark.
        String before = System.setProperty(CLASS_PATH, classPath());
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("the kernels could not be timed: " + e.getMessage(), e);
        } finally {
            System.setProperty(CLASS_PATH, before);
        }
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
