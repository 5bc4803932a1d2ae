package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.core.Near;
import org.sparknorm.core.Norms;
import org.sparknorm.core.RandomData;

/** Layer, group and RMS norm as stages: rows of any length where nothing depends on it, refusals where it does. */
class RowNormSizesTest {

    private static final double[][] RAGGED = {{1, 2}, {3, 4, 5, 6}, {7}, {}, {1, 0, 0, 0, 2, 9}};

    private static Dataset<Row> ragged(RowKind kind) {
        return Frames.split(kind, "x", RAGGED, null, 3, 2);
    }

    private static StructType sized(int size) {
        return new StructType().add(new AttributeGroup("x", size).toStructField());
    }

    @ParameterizedTest
    @EnumSource
    void layerAndRmsNormWithoutAffineTakeAnyLength(RowKind kind) {
        LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y");
        RMSNorm rms = new RMSNorm().setInputCol("x").setOutputCol("y");
        double[][] layered = Frames.rows(layer.transform(ragged(kind)), "y");
        double[][] rooted = Frames.rows(rms.transform(ragged(kind)), "y");
        for (int i = 0; i < RAGGED.length; i++) {
            double[] x = RAGGED[i];
            if (x.length == 0) {
                assertThat(layered[i]).isEmpty();
                assertThat(rooted[i]).isEmpty();
                continue;
            }
            Near.assertNear("layer", layered[i], Norms.layerNorm(x, 1, null, null, 1e-5), 1e-6);
            Near.assertNear("rms", rooted[i], Norms.rmsNorm(x, 1, null, 1e-6), 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "DOUBLES"})
    void finiteValuesWhoseSquaresOverflowAreNotRefused(RowKind kind) {
        double[] huge = {1e200, -1e200, 3e200, 2e200};
        LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y");
        double[][] y = Frames.rows(layer.transform(Frames.of(kind, "x", huge)), "y");
        Near.assertNear("y", y[0], Norms.layerNorm(new double[] {1, -1, 3, 2}, 1, null, null, 1e-300), 1e-15);
    }

    @Test
    void gammaOfAnotherLengthIsRefusedByTheJobThatMeetsTheRow() {
        LayerNorm norm =
                new LayerNorm("layer").setInputCol("x").setOutputCol("y").setGamma(1, 2);
        refuses(
                () -> norm.transform(ragged(RowKind.DENSE)).collectAsList(),
                "layer: column 'x': gamma has 2 values, expected one for each of ");
    }

    @Test
    void gammaOfAnotherLengthIsRefusedByTheSchemaThatKnowsTheSize() {
        String expected = "has 2 values, expected one for each of 3 channels";
        refuses(
                () -> new LayerNorm("layer").setInputCol("x").setGamma(1, 2).transformSchema(sized(3)),
                "layer: column 'x': gamma " + expected);
        refuses(
                () -> new LayerNorm("layer").setInputCol("x").setBeta(1, 2).transformSchema(sized(3)),
                "layer: column 'x': beta " + expected);
        refuses(
                () -> new RMSNorm("rms").setInputCol("x").setGamma(1, 2).transformSchema(sized(3)),
                "rms: column 'x': gamma " + expected);
        refuses(
                () -> new GroupNorm("group")
                        .setInputCol("x")
                        .setGroups(1)
                        .setGamma(1, 2)
                        .transformSchema(sized(3)),
                "group: column 'x': gamma " + expected);
        refuses(
                () -> new LayerNorm("layer")
                        .setInputCol("x")
                        .setGamma(1, 2)
                        .setBeta(1)
                        .transformSchema(sized(-1)),
                "layer: column 'x': gamma has 2 values and beta 1, expected as many");
    }

    @Test
    void channelsAndGroupsMustDivide() {
        GroupNorm norm = new GroupNorm("group").setInputCol("x").setOutputCol("y");
        refuses(
                () -> norm.transformSchema(sized(40)),
                "group: column 'x': a row of 40 elements does not divide into groups = 32;"
                        + " groups may be 1, 2, 4, 5, 8, 10, 20, 40");
        norm.setChannels(6).setGroups(4);
        StructType unknown = new StructType().add("x", RowKind.FLOATS.type());
        refuses(() -> norm.transformSchema(unknown), "group: column 'x': channels = 6 does not divide into groups = 4");
        norm.setGroups(3);
        refuses(
                () -> norm.transformSchema(sized(8)),
                "group: column 'x': a row of 8 elements does not divide into channels = 6");
        Dataset<Row> rows = Frames.of(RowKind.DOUBLES, "x", new double[12], new double[8]);
        refuses(
                () -> norm.transform(rows).collectAsList(),
                "group: column 'x': a row of 8 elements does not divide into channels = 6");
        refuses(() -> norm.setGroups(0), "group: groups must be positive, found 0");
        refuses(() -> norm.setChannels(-2), "group: channels must be 0 or more, found -2");
    }

    @Test
    void groupNormRowsMayDifferInPositions() {
        RandomData random = new RandomData(4);
        double[][] rows = {random.normal(8), random.normal(24), random.normal(16)};
        double[] gamma = random.normal(4);
        GroupNorm norm = new GroupNorm()
                .setInputCol("x")
                .setOutputCol("y")
                .setChannels(4)
                .setGroups(2)
                .setGamma(gamma);
        double[][] found = Frames.rows(norm.transform(Frames.of(RowKind.DOUBLES, "x", rows)), "y");
        for (int i = 0; i < rows.length; i++) {
            Near.assertNear("y", found[i], Norms.groupNorm(rows[i], 1, 4, 2, gamma, null, 1e-5), 1e-14);
        }
    }

    @Test
    void rmsNormKeepsSparseVectorsSparse() {
        RMSNorm norm = new RMSNorm().setInputCol("x").setOutputCol("y").setGamma(1, 2, 3, 4, 5);
        Dataset<Row> rows = Frames.of(RowKind.SPARSE, "x", new double[] {0, 3, 0, 0, 4});
        assertThat(norm.transform(rows).select("y").head().get(0))
                .isInstanceOf(org.apache.spark.ml.linalg.SparseVector.class);
    }

    @Test
    void sizeThatIsKnownStaysKnown() {
        Dataset<Row> rows = Frames.of(RowKind.DENSE, "x", new double[] {1, 2, 3})
                .withColumn("x", functions.col("x").as("x", new AttributeGroup("x", 3).toMetadata()));
        LayerNorm first = new LayerNorm().setInputCol("x").setOutputCol("y");
        LayerNorm second = new LayerNorm("second").setInputCol("y").setGamma(1, 2);
        assertThat(JobLog.of(() -> refuses(
                        () -> second.transform(first.transform(rows)),
                        "second: column 'y': gamma has 2 values, expected one for each of 3 channels")))
                .isEmpty();
        assertThat(AttributeGroup.fromStructField(first.transform(rows).schema().apply("y"))
                        .size())
                .isEqualTo(3);
    }
}
