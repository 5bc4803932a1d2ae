package org.sparknorm.ml;

import static org.sparknorm.Failure.refuses;
import static org.sparknorm.Frames.rows;

import org.apache.spark.ml.Transformer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Near;
import org.sparknorm.core.Norms;

/** Rows of any magnitude that a double can hold: the right result, or an error that names column and value. */
class RowMagnitudesTest {

    private static final double[] ROW = {1, -2, 4, 0, 3, 7};
    private static final double NOTHING = 1e-300;

    private static double[] scaled(double factor) {
        double[] row = ROW.clone();
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
        return row;
    }

    private static double[] out(Transformer stage, RowKind kind, double... row) {
        return rows(stage.transform(Frames.of(kind, "x", row)), "y")[0];
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SPARSE", "DOUBLES"})
    void rowsWhoseSquaresOverflowAreNormalized(RowKind kind) {
        LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y");
        RMSNorm rms = new RMSNorm().setInputCol("x").setOutputCol("y").setGamma(1, 2, 3, 4, 5, 6);
        GroupNorm group = new GroupNorm().setGroups(2).setInputCol("x").setOutputCol("y");
        for (double factor : new double[] {1e153, 1e155, 1e200, 1e300, 2e307}) {
            near(out(layer, kind, scaled(factor)), Norms.layerNorm(ROW, 1, null, null, NOTHING));
            near(out(rms, kind, scaled(factor)), Norms.rmsNorm(ROW, 1, new double[] {1, 2, 3, 4, 5, 6}, NOTHING));
            near(out(group, kind, scaled(factor)), Norms.groupNorm(ROW, 1, 6, 2, null, null, NOTHING));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SPARSE", "DOUBLES"})
    void aHugeRowOfEqualElementsIsZero(RowKind kind) {
        LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y");
        near(out(layer, kind, 1.1e300, 1.1e300, 1.1e300), 0, 0, 0);
    }

    /** Beside an ordinary epsilon a tiny row is divided by its root; beside a tiny one it is scaled like any other. */
    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SPARSE", "DOUBLES"})
    void rowsWhoseSquaresUnderflowAreNormalized(RowKind kind) {
        LayerNorm layer = new LayerNorm().setInputCol("x").setOutputCol("y");
        double[] expected = new double[ROW.length];
        for (int i = 0; i < ROW.length; i++) {
            expected[i] = (ROW[i] - 13.0 / 6) * 1e-200 / Math.sqrt(1e-5);
        }
        near(out(layer, kind, scaled(1e-200)), expected);

        layer.setEpsilon(1e-320);
        RMSNorm rms = new RMSNorm().setInputCol("x").setOutputCol("y").setEpsilon(1e-320);
        GroupNorm group =
                new GroupNorm().setGroups(2).setInputCol("x").setOutputCol("y").setEpsilon(1e-320);
        near(out(layer, kind, scaled(1e-140)), Norms.layerNorm(ROW, 1, null, null, NOTHING));
        near(out(rms, kind, scaled(1e-140)), Norms.rmsNorm(ROW, 1, null, NOTHING));
        near(out(group, kind, scaled(1e-140)), Norms.groupNorm(ROW, 1, 6, 2, null, null, NOTHING));
        near(out(layer, kind, scaled(1e-160)), Norms.layerNorm(ROW, 1, null, null, 1e-320 * 1e300 * 1e20));
    }

    @ParameterizedTest
    @EnumSource
    void aResultOutOfRangeIsRefusedByColumnAndValue(RowKind kind) {
        double far = kind == RowKind.FLOATS ? 1e38 : 5e307;
        String message =
                "layer: column 'x': found 3.0 at element 1 of a row of 2, whose norm is out of the type's range";
        LayerNorm layer = new LayerNorm("layer").setInputCol("x").setOutputCol("y");
        layer.setGamma(far, far * 3.3).setBeta(0, far * 3.3);
        refuses(() -> out(layer, kind, 1, 3), message);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SPARSE", "DOUBLES"})
    void aModelRefusesWhatItWouldMakeInfinite(RowKind kind) {
        SyncBatchNormModel model = new SyncBatchNorm()
                .setInputCol("x")
                .setOutputCol("y")
                .fit(Frames.of(kind, "x", new double[] {1, 1e-3}, new double[] {1, -1e-3}));
        refuses(() -> out(model, kind, 1, 1e308), "column 'x': found 1.0E308 at element 1 of a row of 2");
    }

    private static void near(double[] found, double... expected) {
        Near.assertNear("y", found, expected, 1e-12);
    }
}
