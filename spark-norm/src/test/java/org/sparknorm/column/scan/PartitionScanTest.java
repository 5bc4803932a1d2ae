package org.sparknorm.column.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.Failure.refuses;
import static org.sparknorm.column.BinaryRows.row;
import static org.sparknorm.column.RowType.DOUBLES;
import static org.sparknorm.column.RowType.VECTOR;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.sparknorm.column.BinaryRows;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.ScannedColumn;

class PartitionScanTest {

    private static final double NAN = Double.NaN;
    private static final List<ScannedColumn> COLUMNS = BinaryRows.columns(DOUBLES, VECTOR);

    private static ScanResult scan(String weightColumn, int channels, InvalidRows invalid, List<InternalRow> rows) {
        return new PartitionScan(COLUMNS, weightColumn, channels, invalid).of(rows.iterator());
    }

    /** 500 rows: by blocks, but for those with a null, a sparse vector or a value that is not finite. */
    private static List<InternalRow> mixed() {
        List<InternalRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Object first = i % 50 == 7 ? new Object[] {null, (double) i} : new double[] {i % 90 == 5 ? NAN : i, i};
            rows.add(row(COLUMNS, first, i % 3 == 1 ? Vectors.dense(i, 0).toSparse() : Vectors.dense(i, 0)));
        }
        return rows;
    }

    @Test
    void keepCountsEveryElementThatIsThere() {
        ScanResult result = scan(null, 0, InvalidRows.KEEP, mixed());
        ColumnMoments first = result.columns().get(0);
        assertThat(first.moments().rows()).isEqualTo(500);
        assertThat(first.moments().rows(0)).isEqualTo(500 - 10 - 6);
        assertThat(first.moments().rows(1)).isEqualTo(500);
        assertThat(first.moments().mean()[1]).isCloseTo(249.5, within(1e-12));
        assertThat(result.columns().get(1).moments().mean()).containsExactly(new double[] {249.5, 0}, within(1e-12));
    }

    @Test
    void skipLeavesTheRowOutOfAllColumnsAndErrorSaysHowMany() {
        ScanResult result = scan(null, 0, InvalidRows.SKIP, mixed());
        assertThat(result.columns()).allMatch(column -> column.moments().rows() == 484);
        result.requireValid("stage", InvalidRows.SKIP);
        refuses(
                () -> scan(null, 0, InvalidRows.ERROR, mixed()).requireValid("stage", InvalidRows.ERROR),
                "stage: 16 rows are null, NaN or infinite",
                " at element 0 of a row of 2 in column 'x0'");
    }

    @Test
    void aConflictEndsTheScan() {
        List<InternalRow> rows = new ArrayList<>(mixed());
        rows.add(3, row(COLUMNS, new double[] {1, 2, 3}, Vectors.dense(1, 2)));
        rows.add(4, row(COLUMNS, new double[] {}, Vectors.dense(1, 2)));
        for (InvalidRows invalid : InvalidRows.values()) {
            refuses(
                    () -> scan(null, 0, invalid, rows).requireValid("stage", invalid),
                    "stage: column 'x0' has rows of 2 and of 3 elements, expected one size");
        }
        refuses(
                () -> scan(null, 4, InvalidRows.KEEP, mixed()).requireValid("stage", InvalidRows.KEEP),
                "stage: column 'x0' has rows of 2 elements, which do not divide into 4 channels");
    }

    @Test
    void weightsAreReadBesideTheColumns() {
        double[] x = {5, 6};
        List<InternalRow> rows = List.of(
                row(COLUMNS, x, Vectors.dense(1, 2), 2.0),
                row(COLUMNS, x, Vectors.dense(4, 2), 1.0),
                row(COLUMNS, x, Vectors.dense(9, 9), null),
                row(COLUMNS, x, Vectors.dense(9, 9), 0.0));
        ScanResult result = scan("w", 0, InvalidRows.SKIP, rows);
        assertThat(result.columns().get(1).moments().mean()).containsExactly(2, 2);
        assertThat(result.columns().get(1).moments().weight(0)).isEqualTo(3);
        refuses(
                () -> scan("w", 0, InvalidRows.ERROR, rows).requireValid("stage", InvalidRows.ERROR),
                "1 row is null, NaN or infinite",
                "the weight NaN in column 'w'");
        refuses(
                () -> scan("w", 0, InvalidRows.KEEP, List.of(row(COLUMNS, x, Vectors.dense(1, 2), -2.0)))
                        .requireValid("stage", InvalidRows.KEEP),
                "stage: weight column 'w' has -2.0, expected no negative weights");
    }

    @Test
    void noRowsGiveNoMoments() {
        assertThat(scan(null, 0, InvalidRows.ERROR, List.of()).columns()).allMatch(ColumnMoments::isEmpty);
    }
}
