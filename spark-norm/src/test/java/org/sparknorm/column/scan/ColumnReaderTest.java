package org.sparknorm.column.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.column.BinaryRows.row;
import static org.sparknorm.column.RowType.DOUBLES;
import static org.sparknorm.column.RowType.FLOATS;
import static org.sparknorm.column.RowType.VECTOR;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.sparknorm.column.BinaryRows;
import org.sparknorm.column.Refusal;
import org.sparknorm.column.RowType;
import org.sparknorm.column.ScannedColumn;

class ColumnReaderTest {

    private static Refusal read(ColumnReader reader, RowType type, Object value) {
        Refusal refusal = reader.read(row(BinaryRows.columns(type), value));
        return refusal.or(reader.add(1));
    }

    private static ColumnReader reader(RowType type, int channels) {
        return new ColumnReader(BinaryRows.columns(type).get(0), 0, channels);
    }

    @Test
    void aRefusalNamesTheElementAsItIsInTheRow() {
        Object[][] cases = {
            {DOUBLES, new double[] {1, Double.NaN}, "NaN at element 1 of a row of 2 in column 'x0'"},
            {DOUBLES, new Object[] {1.0, 2.0, null}, "null at element 2 of a row of 3 in column 'x0'"},
            {DOUBLES, new Object[] {Double.NaN, null}, "NaN at element 0 of a row of 2 in column 'x0'"},
            {FLOATS, new float[] {Float.NEGATIVE_INFINITY}, "-Infinity at element 0 of a row of 1 in column 'x0'"},
            {FLOATS, new Object[] {null, 1f}, "null at element 0 of a row of 2 in column 'x0'"},
            {VECTOR, Vectors.dense(1, Double.NaN), "NaN at element 1 of a row of 2 in column 'x0'"},
            {
                VECTOR,
                Vectors.sparse(9, new int[] {2, 7}, new double[] {1, Double.NaN}),
                "NaN at element 7 of a row of 9 in column 'x0'"
            },
            {VECTOR, null, "null in column 'x0'"},
        };
        for (Object[] each : cases) {
            RowType type = (RowType) each[0];
            assertThat(read(reader(type, 0), type, each[1])).isEqualTo(Refusal.invalidRow((String) each[2]));
        }
    }

    @Test
    void whatIsMissingLeavesTheRestOfTheRow() {
        ColumnReader reader = reader(VECTOR, 0);
        read(reader, VECTOR, Vectors.dense(1, Double.NaN, 5));
        read(reader, VECTOR, Vectors.sparse(3, new int[] {1, 2}, new double[] {4, Double.NaN}));
        read(reader, VECTOR, null);
        read(reader, VECTOR, Vectors.sparse(3, new int[] {1}, new double[] {8}));
        read(reader, VECTOR, Vectors.dense(Double.NaN, Double.NaN, Double.NaN));
        ColumnMoments result = reader.result();
        assertThat(result.size()).isEqualTo(3);
        assertThat(result.moments().rows()).isEqualTo(3);
        assertThat(result.moments().mean()).containsExactly(1 / 3.0, 6, 2.5);
    }

    @Test
    void sizesThatDoNotFitAreConflicts() {
        ColumnReader reader = reader(DOUBLES, 2);
        assertThat(read(reader, DOUBLES, new double[] {1, 2, 3}).kind()).isEqualTo(Refusal.Kind.INVALID_DATA);
        assertThat(read(reader, DOUBLES, new double[] {1, 2, 3, 4})).isEqualTo(Refusal.NONE);
        assertThat(read(reader, DOUBLES, new double[] {1, 2}))
                .isEqualTo(Refusal.invalidData("column 'x0' has rows of 2 and of 4 elements, expected one size"));
        assertThat(read(reader, DOUBLES, new double[] {}).kind()).isEqualTo(Refusal.Kind.INVALID_DATA);
        assertThat(reader.result().moments().mean()).containsExactly(1.5, 3.5);
    }

    @Test
    void rowsAreReadOutOfWideOnesAsOutOfTheirOwn() {
        List<ScannedColumn> columns = BinaryRows.columns(FLOATS, DOUBLES);
        WideRows wide = new WideRows(columns);
        wide.append(row(columns, new float[] {1, 2}, new double[] {3}));
        wide.append(row(columns, new float[] {4, Float.NaN}, new double[] {5}));
        ColumnReader first = new ColumnReader(columns.get(0), 0, 0);
        ColumnReader second = new ColumnReader(columns.get(1), 1, 0);
        assertThat(first.read(wide, 0).isNone()).isTrue();
        first.add(1);
        assertThat(first.read(wide, 1).text()).isEqualTo("NaN at element 1 of a row of 2 in column 'x0'");
        first.add(1);
        assertThat(second.read(wide, 1).isNone()).isTrue();
        second.add(1);
        assertThat(first.result().moments().mean()).containsExactly(2.5, 2);
        assertThat(second.result().moments().mean()).containsExactly(5);
    }
}
