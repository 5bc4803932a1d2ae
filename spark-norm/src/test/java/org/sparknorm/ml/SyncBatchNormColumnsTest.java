package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.Exact;
import org.sparknorm.core.RandomData;

/**
 * Fit over columns of all types at once, over many rows: those that can lie side by side, in blocks, and among them
 * rows that cannot (a null, a sparse vector) and blocks that hold a value that is not finite.
 */
class SyncBatchNormColumnsTest {

    private static final int ROWS = 500;
    private static final int[] PARTITIONS = {130, 0, 1, 369};
    private static final int[] SIZES = {7, 1, 16, 3, 5, 2, 4, 1};

    /** Of one column: its kind, and the rows in which it is null, or has a value that is not finite. */
    private static final RowKind[] KINDS = {
        RowKind.FLOATS,
        RowKind.DOUBLES,
        RowKind.DENSE,
        RowKind.SPARSE,
        RowKind.FLOATS,
        RowKind.FLOATS,
        RowKind.DOUBLES,
        RowKind.FLOATS
    };

    private static final int[][] BAD = {{40, 41, 140}, {}, {41, 300}, {499}, {}, {60}, {}, {}};
    private static final int[][] NULL = {{0}, {200}, {}, {131, 132}, {}, {}, {}, {350}};

    private static double[][][] columns() {
        double[][][] columns = new double[SIZES.length][][];
        for (int c = 0; c < SIZES.length; c++) {
            columns[c] = new RandomData(c).rows(ROWS, SIZES[c], 100 * c, 1 + c);
            for (double[] row : columns[c]) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) row[i];
                }
            }
            for (int bad : BAD[c]) {
                columns[c][bad][SIZES[c] - 1] = bad % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
            }
            for (int row : NULL[c]) {
                columns[c][row] = null;
            }
        }
        return columns;
    }

    private static Dataset<Row> frame(double[][][] columns) {
        StructType schema = new StructType();
        for (int c = 0; c < SIZES.length; c++) {
            schema = schema.add("x" + c, KINDS[c].type());
        }
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            Object[] values = new Object[SIZES.length];
            for (int c = 0; c < SIZES.length; c++) {
                // The sparse column holds dense vectors as well.
                RowKind kind = KINDS[c] == RowKind.SPARSE && r % 100 < 70 ? RowKind.DENSE : KINDS[c];
                values[c] = kind.value(columns[c][r]);
            }
            rows.add(RowFactory.create(values));
        }
        return Frames.split(schema, rows, PARTITIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "keep"})
    void columnsOfAllTypesHaveTheStatisticsOfTheirValidValues(String handling) {
        double[][][] columns = columns();
        String[] names = IntStream.range(0, SIZES.length).mapToObj(c -> "x" + c).toArray(String[]::new);
        SyncBatchNormModel model = new SyncBatchNorm()
                .setInputCols(names)
                .setOutputCols(Arrays.stream(names).map(name -> name + "n").toArray(String[]::new))
                .setHandleInvalid(handling)
                .fit(frame(columns));
        for (int c = 0; c < SIZES.length; c++) {
            for (int channel = 0; channel < SIZES[c]; channel++) {
                double[][] counted = values(columns, c, channel, handling.equals("keep"));
                assertThat(model.count(names[c], channel)).isEqualTo(counted.length);
                Exact exact = Exact.of(counted, 1);
                exact.assertMean(new double[] {model.runningMean(names[c])[channel]});
                exact.assertUnbiasedVariance(new double[] {model.runningVariance(names[c])[channel]});
            }
        }
    }

    /** The values of a channel that count: those that are finite, or those of rows that are finite in all columns. */
    private static double[][] values(double[][][] columns, int c, int channel, boolean keep) {
        return IntStream.range(0, ROWS)
                .filter(r -> keep
                        ? columns[c][r] != null && Double.isFinite(columns[c][r][channel])
                        : Arrays.stream(columns).allMatch(each -> isValid(each[r])))
                .mapToObj(r -> new double[] {columns[c][r][channel]})
                .toArray(double[][]::new);
    }

    private static boolean isValid(double[] row) {
        return row != null && Arrays.stream(row).allMatch(Double::isFinite);
    }
}
