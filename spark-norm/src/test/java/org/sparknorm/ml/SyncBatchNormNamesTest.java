package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Near;

/** A model's statistics belong to the names of its columns. */
class SyncBatchNormNamesTest {

    private static final double[] A = {-1, 0, 1, 2, -2, 0};
    private static final double[] B = {99, 100, 101, 104, 96, 100};

    private static Dataset<Row> data() {
        StructType schema = new StructType().add("a", RowKind.DENSE.type()).add("b", RowKind.FLOATS.type());
        List<Row> rows = IntStream.range(0, A.length)
                .mapToObj(i -> RowFactory.create(
                        RowKind.DENSE.value(new double[] {A[i]}), RowKind.FLOATS.value(new double[] {B[i]})))
                .toList();
        return Frames.split(schema, rows, 4, 2);
    }

    private static SyncBatchNormModel model() {
        return new SyncBatchNorm("norm")
                .setInputCols("a", "b")
                .setOutputCols("an", "bn")
                .fit(data());
    }

    private static SyncBatchNormModel with(SyncBatchNormModel model, String... inputs) {
        return model.copy(ParamMap.empty())
                .setInputCols(inputs)
                .setOutputCols(Arrays.stream(inputs).map(name -> name + "n").toArray(String[]::new));
    }

    private static double[] out(SyncBatchNormModel model, Dataset<Row> data, String column) {
        return Arrays.stream(Frames.rows(model.transform(data), column))
                .mapToDouble(row -> row[0])
                .toArray();
    }

    @Test
    void columnsInAnotherOrderGetTheirOwnStatistics(@TempDir Path folder) throws Exception {
        SyncBatchNormModel model = model();
        model.save(folder.resolve("model").toString());
        SyncBatchNormModel loaded =
                SyncBatchNormModel.load(folder.resolve("model").toString());
        for (SyncBatchNormModel each : List.of(model, loaded)) {
            SyncBatchNormModel swapped = with(each, "b", "a");
            assertThat(out(swapped, data(), "an")).isEqualTo(out(model, data(), "an"));
            assertThat(out(swapped, data(), "bn")).isEqualTo(out(model, data(), "bn"));
            assertThat(Arrays.stream(out(swapped, data(), "bn")).average().orElseThrow())
                    .isBetween(-1e-6, 1e-6);
        }
    }

    @Test
    void aSubsetOfTheColumnsWorksAndLeavesTheOthersAsTheyAreInUpdates() {
        SyncBatchNormModel onlyB = with(model(), "b").setMomentum(1);
        assertThat(out(onlyB, data().drop("a"), "bn")).isEqualTo(out(model(), data(), "bn"));

        SyncBatchNormModel updated = onlyB.update(data().drop("a").limit(4));
        Near.assertNear("b", updated.runningMean("b"), new double[] {101}, 1e-12);
        assertThat(updated.count("b")).isEqualTo(10);
        assertThat(updated.runningMean("a")).isEqualTo(model().runningMean("a"));
        assertThat(updated.count("a")).isEqualTo(6);
    }

    @Test
    void updatesMoveTheStatisticsOfTheirNames() {
        SyncBatchNormModel updated = with(model(), "b", "a").update(data());
        Near.assertNear("a", updated.runningMean("a"), new double[] {0}, 1e-12);
        Near.assertNear("b", updated.runningMean("b"), new double[] {100}, 1e-12);
        assertThat(updated.count("a")).isEqualTo(12);
    }

    @Test
    void aNameThatFitDidNotSeeIsRefusedUntilItIsRenamed() {
        Dataset<Row> renamed = data().withColumnRenamed("a", "c");
        SyncBatchNormModel model = model();
        String message = "norm: no column 'c' in the model; there are a, b; renameInputCols gives them other names";
        refuses(() -> with(model, "c", "b").transform(renamed), message);
        refuses(() -> with(model, "c", "b").update(renamed), message);

        SyncBatchNormModel moved = model.renameInputCols("c", "b");
        assertThat(moved.getInputCols()).containsExactly("c", "b");
        assertThat(out(moved, renamed, "an")).isEqualTo(out(model, data(), "an"));
        assertThat(moved.update(renamed).count("c")).isEqualTo(12);
        assertThat(model.getInputCols()).containsExactly("a", "b");

        refuses(() -> model.renameInputCols("c"), "norm: found the names c, expected 2 different ones", "a, b");
        refuses(() -> model.renameInputCols("c", "c"), "norm: found the names c, c, expected 2 different ones");
    }

    @Test
    void theOneColumnOfAModelHasANameToo() {
        SyncBatchNormModel model =
                new SyncBatchNorm("norm").setInputCol("a").setOutputCol("y").fit(data());
        refuses(
                () -> model.copy(ParamMap.empty()).setInputCol("b").transform(data()),
                "norm: no column 'b' in the model; there are a");
        SyncBatchNormModel renamed = model.renameInputCols("b");
        assertThat(renamed.getInputCol()).isEqualTo("b");
        assertThat(out(renamed, data(), "y")[1]).isGreaterThan(50);
    }
}
