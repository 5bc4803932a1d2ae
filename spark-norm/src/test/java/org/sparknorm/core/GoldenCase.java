package org.sparknorm.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One case of {@code golden/pytorch-norms.jsonl}; arrays that an op does not have are null. */
record GoldenCase(
        String op,
        Map<String, Double> options,
        double[][] x,
        double[] weight,
        double[] bias,
        double[][] y,
        double[][] dy,
        double[][] dx,
        double[] dweight,
        double[] dbias,
        @JsonProperty("running_mean_1") double[] runningMean1,
        @JsonProperty("running_var_1") double[] runningVariance1,
        @JsonProperty("x_step2") double[][] xStep2,
        @JsonProperty("running_mean_2") double[] runningMean2,
        @JsonProperty("running_var_2") double[] runningVariance2,
        @JsonProperty("y_eval") double[][] yEval) {

    static List<GoldenCase> all() throws IOException {
        try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/pytorch-norms.jsonl")) {
            return new ObjectMapper()
                    .readerFor(GoldenCase.class)
                    .<GoldenCase>readValues(in)
                    .readAll();
        }
    }

    int rows() {
        return x.length;
    }

    int option(String name) {
        return options.get(name).intValue();
    }

    double epsilon() {
        return options.get("eps");
    }

    double[] forward() {
        double[] in = RandomData.flat(x);
        return switch (op) {
            case "layer_norm" -> Norms.layerNorm(in, rows(), weight, bias, epsilon());
            case "rms_norm" -> Norms.rmsNorm(in, rows(), weight, epsilon());
            case "group_norm" ->
                Norms.groupNorm(in, rows(), option("channels"), option("groups"), weight, bias, epsilon());
            default -> Norms.batchNorm(in, rows(), option("channels"), weight, bias, epsilon());
        };
    }

    float[] forwardOfFloats() {
        float[] in = RandomData.toFloats(RandomData.flat(x));
        float[] gamma = RandomData.toFloats(weight);
        float[] beta = RandomData.toFloats(bias);
        return switch (op) {
            case "layer_norm" -> Norms.layerNorm(in, rows(), gamma, beta, epsilon());
            case "rms_norm" -> Norms.rmsNorm(in, rows(), gamma, epsilon());
            case "group_norm" ->
                Norms.groupNorm(in, rows(), option("channels"), option("groups"), gamma, beta, epsilon());
            default -> Norms.batchNorm(in, rows(), option("channels"), gamma, beta, epsilon());
        };
    }

    /** This case with x, weight and bias rounded to floats: what the float forms see. */
    GoldenCase roundedToFloats() {
        double[][] rounded = IntStream.range(0, rows())
                .mapToObj(r -> RandomData.toDoubles(RandomData.toFloats(x[r])))
                .toArray(double[][]::new);
        double[] gamma = weight == null ? null : RandomData.toDoubles(RandomData.toFloats(weight));
        double[] beta = bias == null ? null : RandomData.toDoubles(RandomData.toFloats(bias));
        return new GoldenCase(
                op, options, rounded, gamma, beta, y, dy, dx, dweight, dbias, null, null, null, null, null, null);
    }

    Gradients backward() {
        double[] in = RandomData.flat(x);
        double[] grad = RandomData.flat(dy);
        return switch (op) {
            case "layer_norm" -> Norms.layerNormBackward(grad, in, rows(), weight, epsilon());
            case "rms_norm" -> Norms.rmsNormBackward(grad, in, rows(), weight, epsilon());
            case "group_norm" ->
                Norms.groupNormBackward(grad, in, rows(), option("channels"), option("groups"), weight, epsilon());
            default -> Norms.batchNormBackward(grad, in, rows(), option("channels"), weight, epsilon());
        };
    }

    @Override
    public String toString() {
        return op + " " + rows() + " x " + x[0].length + " " + options + (weight == null ? "" : " affine");
    }
}
