package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;
import static org.sparknorm.Frames.rows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Norms;
import org.sparknorm.sql.NormFunctions;

/** The rule of {@code keep}: a missing element counts in no statistics and comes out as NaN, and no other does. */
class MissingElementsTest {

    private static final double NAN = Double.NaN;

    private static double[] out(Transformer stage, RowKind kind, double... row) {
        return rows(stage.transform(Frames.of(kind, "x", row)), "y")[0];
    }

    @ParameterizedTest
    @EnumSource
    void rowNormsTakeTheStatisticsOfTheOthers(RowKind kind) {
        double[] pair = Norms.layerNorm(new double[] {1, 3}, 1, null, null, 1e-5);
        double[] half = Norms.rmsNorm(new double[] {1, 3}, 1, null, 1e-6);
        for (double missing : new double[] {NAN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y").setHandleInvalid("keep");
            near(out(layer, kind, 1, missing, 3), pair[0], NAN, pair[1]);
            near(out(layer.setGamma(2, 3, 4).setBeta(1, 1, 0), kind, 1, missing, 3), 2 * pair[0] + 1, NAN, 4 * pair[1]);
            RMSNorm rms = new RMSNorm().setInputCol("x").setOutputCol("y").setHandleInvalid("keep");
            near(out(rms, kind, 1, missing, 3), half[0], NAN, half[1]);
            near(out(rms.setGamma(2, 3, 4), kind, 1, missing, 3), 2 * half[0], NAN, 4 * half[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupNormLosesNoMoreThanTheElement(RowKind kind) {
        GroupNorm group = new GroupNorm()
                .setInputCol("x")
                .setOutputCol("y")
                .setChannels(2)
                .setGroups(2)
                .setGamma(1, 10)
                .setHandleInvalid("keep");
        double[] first = Norms.layerNorm(new double[] {1, 2}, 1, null, null, 1e-5);
        double[] second = Norms.layerNorm(new double[] {4, 5, 9}, 1, null, null, 1e-5);
        near(
                out(group, kind, 1, NAN, 2, 4, 5, 9),
                first[0],
                NAN,
                first[1],
                10 * second[0],
                10 * second[1],
                10 * second[2]);
        near(out(group, kind, NAN, NAN, NAN, 4, 5, 9), NAN, NAN, NAN, 10 * second[0], 10 * second[1], 10 * second[2]);
    }

    @ParameterizedTest
    @EnumSource
    void aFittedModelLosesNoMoreThanTheElement(RowKind kind) {
        SyncBatchNormModel model = new SyncBatchNorm()
                .setInputCol("x")
                .setOutputCol("y")
                .setHandleInvalid("keep")
                .fit(Frames.of(kind, "x", new double[] {1, 1, 1}, new double[] {3, 3, 3}));
        double expected = 1 / Math.sqrt(2 + 1e-5);
        near(out(model, kind, 3, NAN, 1), expected, NAN, -expected);
        near(out(model, kind, 3, Double.POSITIVE_INFINITY, 1), expected, NAN, -expected);
    }

    @Test
    void aSparseRowStaysSparseThroughRmsNorm() {
        RMSNorm rms = new RMSNorm().setInputCol("x").setOutputCol("y").setHandleInvalid("keep");
        Dataset<Row> rows = rms.transform(Frames.of(RowKind.SPARSE, "x", new double[] {0, NAN, 0, 3}));
        Vector found = rows.select("y").first().getAs(0);
        assertThat(found.numNonzeros()).isEqualTo(2);
        near(found.toArray(), 0, NAN, 0, 3 / Math.sqrt(3 + 1e-6));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLES", "FLOATS"})
    void aNullElementIsMissingAndIsCalledNull(RowKind kind) {
        List<?> elements = kind == RowKind.FLOATS ? Arrays.asList(1f, null, 3f) : Arrays.asList(1d, null, 3d);
        Dataset<Row> rows = Frames.split(
                Frames.of(kind, "x", new double[] {1}).schema(),
                List.of(RowFactory.create(0, RowKind.seq(elements))),
                1);
        LayerNorm layer = new LayerNorm("layer").setInputCol("x").setOutputCol("y");
        refuses(() -> rows(layer.transform(rows), "y"), "layer: column 'x': found null at element 1 of a row of 3");
        double[] pair = Norms.layerNorm(new double[] {1, 3}, 1, null, null, 1e-5);
        near(rows(layer.setHandleInvalid("keep").transform(rows), "y")[0], pair[0], NAN, pair[1]);
    }

    @Test
    void anErrorNamesTheElementOfASparseRow() {
        RMSNorm rms = new RMSNorm("rms").setInputCol("x").setOutputCol("y");
        refuses(() -> out(rms, RowKind.SPARSE, 0, 0, NAN, 3), "found NaN at element 2 of a row of 4");
        LayerNorm layer = new LayerNorm("layer").setInputCol("x").setOutputCol("y");
        refuses(() -> out(layer, RowKind.SPARSE, 0, 0, NAN, 3), "found NaN at element 2 of a row of 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"double('NaN')", "double('Infinity')", "NULL"})
    void sqlDoesAsKeepDoes(String missing) {
        SparkSession spark = SparkSessions.shared().newSession();
        NormFunctions.register(spark);
        String x = "array(1D, " + missing + ", 3D)";
        double[] pair = Norms.layerNorm(new double[] {1, 3}, 1, null, null, 1e-5);
        double[] half = Norms.rmsNorm(new double[] {1, 3}, 1, null, 1e-6);
        near(rows(spark.sql("SELECT layer_norm(" + x + ") AS y"), "y")[0], pair[0], NAN, pair[1]);
        near(rows(spark.sql("SELECT rms_norm(" + x + ") AS y"), "y")[0], half[0], NAN, half[1]);
        near(rows(spark.sql("SELECT group_norm(" + x + ", 1, 3) AS y"), "y")[0], pair[0], NAN, pair[1]);
        String batch = "SELECT batch_norm(" + x + ", array(1, 1, 1), array(1, 1, 1), NULL, NULL, 3) AS y";
        near(rows(spark.sql(batch), "y")[0], 0, NAN, 1);
    }

    private static void near(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(found[i]).isNaN();
            } else {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-6));
            }
        }
    }
}
