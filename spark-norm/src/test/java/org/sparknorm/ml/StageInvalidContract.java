package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.ml.StageFixture.LENGTH;
import static org.sparknorm.ml.StageFixture.ROWS;
import static org.sparknorm.ml.StageFixture.data;
import static org.sparknorm.ml.StageFixture.out;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Failure;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;

/**
 * What null rows and rows with NaN or infinite values get from every stage's transform. (What fit makes of them:
 * {@code SyncBatchNormInvalidTest}.)
 *
 * @param <S> the stage
 */
interface StageInvalidContract<S extends PipelineStage> extends StageFixture<S> {

    int BAD = 4;

    /** The good rows, with a bad one among them. */
    private static Dataset<Row> withBad(RowKind kind, double[] bad) {
        double[][] rows = ROWS.clone();
        rows[BAD] = bad;
        return Frames.of(kind, "in", rows);
    }

    private static double[] withValue(double value) {
        double[] row = ROWS[BAD].clone();
        row[2] = value;
        return row;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    default void errorNamesStageColumnAndTheRowItMet(double value) {
        for (RowKind kind : RowKind.values()) {
            Transformer ready = ready(handling("error"), data(kind));
            Failure.refuses(
                    () -> out(ready, withBad(kind, withValue(value))),
                    ready.uid() + ": column 'in': found " + value,
                    " of a row of ",
                    "expected finite values");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void errorRefusesANullRow(RowKind kind) {
        Transformer ready = ready(handling("error"), data(kind));
        Failure.refuses(
                () -> out(ready, withBad(kind, null)),
                ready.uid() + ": column 'in': found null",
                "expected finite values");
    }

    @ParameterizedTest
    @EnumSource
    default void skipDropsBadRowsAndNoOthers(RowKind kind) {
        Transformer ready = ready(handling("skip"), data(kind));
        double[][] all = out(ready, data(kind));
        double[][] expected = new double[all.length - 1][];
        System.arraycopy(all, 0, expected, 0, BAD);
        System.arraycopy(all, BAD + 1, expected, BAD, expected.length - BAD);
        assertThat(out(ready, withBad(kind, null))).isEqualTo(expected);
        assertThat(out(ready, withBad(kind, withValue(Double.NaN)))).isEqualTo(expected);
        assertThat(out(ready, withBad(kind, withValue(Double.POSITIVE_INFINITY))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    default void keepPassesBadRowsThroughAndChangesNoOthers(RowKind kind) {
        Transformer ready = ready(handling("keep"), data(kind));
        double[][] expected = out(ready, data(kind));

        double[][] withNull = out(ready, withBad(kind, null));
        assertThat(withNull[BAD]).isNull();
        double[][] withNaN = out(ready, withBad(kind, withValue(Double.NaN)));
        assertThat(withNaN[BAD]).hasSize(LENGTH);
        assertThat(withNaN[BAD][2]).isNaN();

        withNull[BAD] = expected[BAD];
        withNaN[BAD] = expected[BAD];
        assertThat(withNull).isEqualTo(expected);
        assertThat(withNaN).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLES", "FLOATS"})
    default void aNullAmongTheElementsIsANaN(RowKind kind) {
        List<Object> elements = new ArrayList<>();
        for (double value : ROWS[0]) {
            elements.add(kind == RowKind.FLOATS ? (Object) (float) value : (Object) value);
        }
        elements.set(2, null);
        Dataset<Row> data = data(kind);
        Dataset<Row> bad = Frames.split(data.schema(), List.of(RowFactory.create(0, RowKind.seq(elements))), 1);
        double[][] nan = {ROWS[0].clone()};
        nan[0][2] = Double.NaN;

        Failure.refuses(() -> out(ready(handling("error"), data), bad), "column 'in'", "at element 2 of a row of 8");
        assertThat(out(ready(handling("skip"), data), bad)).isEmpty();
        Transformer keep = ready(handling("keep"), data);
        assertThat(out(keep, bad)).isEqualTo(out(keep, Frames.of(kind, "in", nan)));
    }

    @Test
    default void handleInvalidIsOneOfThree() {
        Failure.refuses(() -> handling("ignore"), "handleInvalid must be one of error, skip, keep", "found ignore");
    }

    @Test
    default void anEmptyDatasetStaysEmpty() {
        Dataset<Row> data = data(RowKind.DENSE);
        Transformer ready = ready(configured(), data);
        assertThat(out(ready, data.limit(0))).isEmpty();
        assertThat(Arrays.asList(ready.transform(data.limit(0)).schema().fieldNames()))
                .contains("out");
    }
}
