package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Near;
import org.sparknorm.core.RandomData;

/** Rows of very many elements. */
class WideRowsTest {

    private static final int WIDE = 100_000;
    private static final int SPARSE = 1_000_000;

    @Test
    void aModelOf100000ChannelsSavesLoadsAndTransforms(@TempDir Path folder) throws IOException {
        double[][] rows = new RandomData(31).rows(4, WIDE, 1, 2);
        Dataset<Row> data = Frames.split(RowKind.FLOATS, "x", rows, null, 2, 2);
        SyncBatchNormModel model =
                new SyncBatchNorm().setInputCol("x").setOutputCol("y").fit(data);
        String path = folder.resolve("model").toString();
        model.save(path);

        assertThat(bytes(folder.resolve("model/metadata"))).isLessThan(4_096);
        assertThat(bytes(folder.resolve("model/data"))).isBetween(2L * 8 * WIDE / 2, 2L * 8 * WIDE * 2);

        SyncBatchNormModel loaded = SyncBatchNormModel.load(path);
        assertThat(Arrays.equals(loaded.runningMean(), model.runningMean())).isTrue();
        assertThat(Arrays.equals(loaded.runningVariance(), model.runningVariance()))
                .isTrue();
        double[] y = Frames.rows(loaded.transform(data), "y")[3];
        double[] mean = model.runningMean();
        double[] variance = model.runningVariance();
        double[] expected = new double[WIDE];
        for (int c = 0; c < WIDE; c++) {
            expected[c] = ((float) rows[3][c] - mean[c]) / Math.sqrt(variance[c] + 1e-5);
        }
        assertThat(maxDifference(y, expected)).isLessThan(1e-5);
    }

    /** Dense, these rows would hold 16 GB. */
    @Test
    void sparseRowsOfAMillionColumnsCostTheirNonZeros() {
        StructType schema = new StructType().add("x", RowKind.SPARSE.type());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int[] indices = {i, SPARSE / 2, SPARSE - 1};
            rows.add(RowFactory.create(Vectors.sparse(SPARSE, indices, new double[] {3, i % 2, 4})));
        }
        Dataset<Row> data = Frames.split(schema, rows, 1_000, 1_000);

        SyncBatchNormModel model =
                new SyncBatchNorm().setInputCol("x").setOutputCol("y").fit(data);
        double[] mean = model.runningMean();
        double[] variance = model.runningVariance();
        Near.assertNear(
                "mean",
                new double[] {mean[0], mean[5_000], mean[SPARSE / 2], mean[SPARSE - 1]},
                new double[] {3 / 2_000.0, 0, 0.5, 4},
                1e-15);
        Near.assertNear(
                "variance",
                new double[] {variance[5_000], variance[SPARSE / 2], variance[SPARSE - 1]},
                new double[] {0, 500 / 1_999.0, 0},
                1e-12);

        Dataset<Row> normalized =
                new RMSNorm().setInputCol("x").setOutputCol("y").transform(data).select("y");
        SparseVector y = (SparseVector) normalized.head().get(0);
        assertThat(y.size()).isEqualTo(SPARSE);
        assertThat(y.indices()).containsExactly(0, SPARSE / 2, SPARSE - 1);
        double rstd = 1 / Math.sqrt(25.0 / SPARSE + 1e-6);
        Near.assertNear("y", y.values(), new double[] {3 * rstd, 0, 4 * rstd}, 1e-14);
        assertThat(normalized.collectAsList()).hasSize(2_000);
    }

    private static double maxDifference(double[] a, double[] b) {
        double max = 0;
        for (int i = 0; i < a.length; i++) {
            max = Math.max(max, Math.abs(a[i] - b[i]));
        }
        return max;
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
