package org.sparknorm.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The kernels under JMH, with and without the Vector API, beside PyTorch's where there is one and beside a copy: in rounds,
 * so that a machine that is slower for some minutes is so for all of them. What counts, of each, is its fastest round.
 */
final class KernelBench {

    private static final int ROUNDS = 3;
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    private final String python;

    /**
     * @param python a Python with torch, or ""
     */
    KernelBench(String python) {
        this.python = python;
    }

    List<Comparison> run() throws RunnerException, IOException {
        List<Map<String, Double>> torchRounds = new ArrayList<>();
        List<Map<String, Double>> vectorRounds = new ArrayList<>();
        List<Map<String, Double>> scalarRounds = new ArrayList<>();
        for (int r = 0; r < ROUNDS; r++) {
            torchRounds.add(torch());
            vectorRounds.add(jmh(KernelBenchmarks.class.getSimpleName(), MODULE));
            scalarRounds.add(jmh(KernelBenchmarks.class.getSimpleName() + "\\.(layerNorm|rmsNorm)$"));
        }
        Map<String, Double> torch = fastest(torchRounds);
        Map<String, Double> vector = fastest(vectorRounds);
        Map<String, Double> scalar = fastest(scalarRounds);
        List<Comparison> found = new ArrayList<>();
        vector.forEach((name, ns) -> {
            if (torch.containsKey(name)) {
                found.add(new Comparison(name + " / PyTorch", ns, torch.get(name), "ns/element"));
            }
            String kernel = name.substring(0, name.indexOf(' '));
            if (!kernel.equals("copy")) {
                found.add(new Comparison(name + " / copy", ns, vector.get(name.replace(kernel, "copy")), "ns/element"));
            }
            if (kernel.equals("rmsNorm")) {
                double layerNorm = vector.get(name.replace(kernel, "layerNorm"));
                found.add(new Comparison(name + " / layerNorm", ns, layerNorm, "ns/element"));
            }
        });
        scalar.forEach((name, ns) -> {
            if (torch.containsKey(name)) {
                found.add(
                        new Comparison(name + " without the Vector API / PyTorch", ns, torch.get(name), "ns/element"));
            }
        });
        found.forEach(System.out::println);
        return found;
    }

    private static Map<String, Double> fastest(List<Map<String, Double>> rounds) {
        Map<String, Double> fastest = new TreeMap<>();
        rounds.forEach(round -> round.forEach((name, ns) -> fastest.merge(name, ns, Math::min)));
        return fastest;
    }

    /** Nanoseconds per element by kernel and shape. */
    private static Map<String, Double> jmh(String benchmarks, String... jvm) throws RunnerException {
        Map<String, Double> found = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(benchmarks)
                        .forks(1)
                        .jvmArgs("-Xmx3g")
                        .jvmArgsAppend(jvm)
                        .build())
                .run()) {
            String name = result.getParams().getBenchmark();
            String shape = result.getParams().getParam("shape");
            String[] sides = shape.split("x");
            double elements = Double.parseDouble(sides[0]) * Double.parseDouble(sides[1]);
            double ns = result.getPrimaryResult().getStatistics().getPercentile(50);
            found.put(
                    name.substring(name.lastIndexOf('.') + 1) + " [" + shape.replace("x", " x ") + "]", ns / elements);
        }
        return found;
    }

    private Map<String, Double> torch() throws IOException {
        Map<String, Double> found = new TreeMap<>();
        if (python.isEmpty()) {
            return found;
        }
        ProcessBuilder process = new ProcessBuilder(python, "-").redirectError(ProcessBuilder.Redirect.INHERIT);
        // Results go into memory that is there already, as ours do.
        process.environment()
                .putAll(Map.of(
                        "MALLOC_MMAP_THRESHOLD_", "4000000000",
                        "MALLOC_TRIM_THRESHOLD_", "8000000000",
                        "MALLOC_TOP_PAD_", "268435456"));
        Process torch = process.start();
        try (var script = KernelBench.class.getResourceAsStream("torch_kernels.py");
                var input = torch.getOutputStream()) {
            script.transferTo(input);
        }
        for (String line : new String(torch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.split("\t");
            if (fields.length == 2) {
                found.put(fields[0], Double.parseDouble(fields[1]));
            }
        }
        return found;
    }
}
