package org.sparknorm.lab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The kernels, with and without the Vector API, beside PyTorch's where there is one and beside a copy: in rounds, so
 * that a machine that is slower for some minutes is so for all of them. What counts, of each, is its fastest round.
 */
final class KernelBench {

    static final String TEXT =
            "One thread, float rows with gamma and beta where nothing else is said; [rows x elements of"
                    + " a row]; each kernel and shape in a JVM of its own, by JMH. Of each, ours and PyTorch's, the"
                    + " fastest of three"
                    + " rounds counts. RMS norm beside layer norm is timed in turns in one JVM, by the processor's"
                    + " time: the same"
                    + " benchmark by which scripts/compare-norms judges, over more JVMs, what is claimed of their"
                    + " speed.";

    private static final int ROUNDS = 3;
    private static final String UNIT = "ns/element";
    private static final String COPY = "copy";
    private static final String LAYER = "layerNorm";
    private static final String RMS = "rmsNorm";

    private static final List<String> KERNELS =
            List.of(COPY, LAYER, "rmsNorm", "layerNormTraining", "rmsNormTraining", "layerNormOfDoubles", "moments");

    private static final List<KernelShape> SHAPES =
            List.of(KernelShape.of(256, true), KernelShape.of(256, false), KernelShape.of(1024, false));

    private final Torch torch;
    private final Path script;
    private final List<Comparison> found = new ArrayList<>();

    /**
     * @param torch interpreter of PyTorch; null: there is none
     * @param script program that measures PyTorch's kernels
     */
    KernelBench(Torch torch, Path script) {
        this.torch = torch;
        this.script = script;
    }

    List<Comparison> run() throws IOException {
        Map<String, Double> peers = new TreeMap<>();
        Map<String, Double> vector = new TreeMap<>();
        Map<String, Double> scalar = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("kernels, round " + round + " of " + ROUNDS);
            if (torch != null) {
                keepFastest(peers, torch.measure(script));
            }
            keepFastest(vector, KernelHarness.withVectors(true).kernels(KERNELS, SHAPES));
            keepFastest(scalar, KernelHarness.withVectors(false).kernels(List.of(LAYER, RMS), SHAPES));
        }
        vector.forEach((name, nanos) -> {
            String kernel = name.substring(0, name.indexOf(' '));
            String shape = name.substring(kernel.length());
            compare(name, "PyTorch", nanos, peers.get(name));
            compare(name, COPY, nanos, kernel.equals(COPY) ? null : vector.get(COPY + shape));
        });
        scalar.forEach((name, nanos) -> compare(name + " without the Vector API", "PyTorch", nanos, peers.get(name)));
        for (boolean training : new boolean[] {false, true}) {
            SHAPES.forEach(shape -> rmsBesideLayer(shape, training));
        }
        return found;
    }

    /** Times RMS norm beside layer norm, as the comparison of norms does. */
    private void rmsBesideLayer(KernelShape shape, boolean training) {
        KernelHarness harness = KernelHarness.withVectors(true);
        KernelHarness.LayerAndRms nanos = KernelHarness.median(LongStream.rangeClosed(1, ROUNDS)
                .mapToObj(seed -> harness.layerAndRms(shape, training, seed))
                .toList());
        String suffix = ", " + (training ? "forward and backward" : "forward") + ", in turns";
        compare(shape.name(RMS) + suffix, LAYER, nanos.rms(), nanos.layer());
    }

    private static void keepFastest(Map<String, Double> fastest, Map<String, Double> round) {
        round.forEach((name, nanos) -> fastest.merge(name, nanos, Math::min));
    }

    /** Nothing where the peer was not measured. */
    private void compare(String name, String beside, double nanos, Double peer) {
        if (peer != null) {
            found.add(new Comparison(name, beside, nanos, peer, UNIT));
        }
    }
}
