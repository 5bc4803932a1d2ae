package org.sparknorm.weights;

import java.util.Arrays;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;

/**
 * A file of weights that a library wrote, with inputs and outputs of its norms.
 *
 * @param separator what stands between the prefix of a norm and a name
 */
record Recorded(Safetensors file, NormPreset preset, String separator) {

    static Recorded of(String name, NormPreset preset) {
        SparkSessions.shared();
        String path =
                Recorded.class.getResource("/weights/" + name + ".safetensors").toString();
        return new Recorded(Safetensors.open(path), preset, preset.names().separator());
    }

    NormWeights weights() {
        return weights(NormFormat.of(preset));
    }

    NormWeights weights(NormFormat format) {
        return NormWeights.of(file, format);
    }

    double[][] rows(String prefix, String name) {
        Tensor tensor = file.read(prefix + separator + name);
        double[] values = tensor.values();
        double[][] rows = new double[(int) tensor.shape()[0]][];
        int length = values.length / rows.length;
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * length, (i + 1) * length));
        return rows;
    }

    /** The stage's outputs of a norm's inputs, in the precision of the file. The stage writes column y. */
    double[][] outputs(String prefix, Transformer stage) {
        boolean doubles = file.info(prefix + separator + "x").requireType() == TensorType.F64;
        Dataset<Row> frame = Frames.of(doubles ? RowKind.DOUBLES : RowKind.FLOATS, "x", rows(prefix, "x"));
        return Frames.rows(stage.transform(frame), "y");
    }

    /** The error that the library's own precision allows. */
    double tolerance() {
        return file.names().stream()
                        .anyMatch(name ->
                                name.endsWith("x") && file.info(name).type().equals("F64"))
                ? 1e-12
                : 1e-6;
    }
}
