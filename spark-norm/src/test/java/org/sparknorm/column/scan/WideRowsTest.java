package org.sparknorm.column.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparknorm.column.BinaryRows.row;
import static org.sparknorm.column.RowType.DOUBLES;
import static org.sparknorm.column.RowType.FLOATS;
import static org.sparknorm.column.RowType.VECTOR;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.sparknorm.column.BinaryRows;
import org.sparknorm.column.ScannedColumn;

class WideRowsTest {

    /** Two neighbours of each type, and one of floats apart from the others. */
    private static final List<ScannedColumn> COLUMNS = BinaryRows.columns(FLOATS, FLOATS, DOUBLES, VECTOR, FLOATS);

    private static boolean append(WideRows rows, double base) {
        float x = (float) base;
        return rows.append(row(
                COLUMNS,
                new float[] {x, x + 1, x + 2},
                new float[] {10 * x},
                new double[] {base + 3, base + 4},
                Vectors.dense(base + 5),
                new float[] {x + 6, x + 7}));
    }

    @Test
    void eachColumnFindsItsValuesAmongThoseOfItsNeighbours() {
        WideRows rows = new WideRows(COLUMNS);
        assertThat(append(rows, 100)).isTrue();
        assertThat(append(rows, 200)).isTrue();
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.floats()[rows.from(0, 1) + 2]).isEqualTo(202);
        assertThat(rows.floats()[rows.from(1, 0)]).isEqualTo(1000);
        assertThat(rows.doubles()[rows.from(2, 1) + 1]).isEqualTo(204);
        assertThat(rows.doubles()[rows.from(3, 0)]).isEqualTo(105);
        assertThat(rows.floats()[rows.from(4, 1) + 1]).isEqualTo(207);
        assertThat(rows.size(0)).isEqualTo(3);
        assertThat(rows.size(3)).isEqualTo(1);
    }

    @Test
    void resultsAreTheMomentsOfEachColumnOverAllBlocks() {
        WideRows rows = new WideRows(COLUMNS);
        int taken = 0;
        for (int block = 0; block < 3; block++) {
            do {
                assertThat(append(rows, taken++)).isTrue();
            } while (!rows.isFull());
            assertThat(rows.allFinite()).isTrue();
            rows.addToSums();
            rows.clear();
        }
        double mean = (taken - 1) / 2.0;
        ColumnMoments[] results = rows.results();
        assertThat(results).extracting(ColumnMoments::size).containsExactly(3, 1, 2, 1, 2);
        assertThat(results[0].moments().mean()).containsExactly(new double[] {mean, mean + 1, mean + 2}, within(1e-12));
        assertThat(results[1].moments().mean()).containsExactly(new double[] {10 * mean}, within(1e-12));
        assertThat(results[3].moments().mean()).containsExactly(new double[] {mean + 5}, within(1e-12));
        assertThat(results[4].moments().mean()).containsExactly(new double[] {mean + 6, mean + 7}, within(1e-12));
        assertThat(results[2].moments().rows()).isEqualTo(taken);
    }

    @Test
    void aValueThatIsNotFiniteIsSeenInAnyColumn() {
        for (int bad = 0; bad < COLUMNS.size(); bad++) {
            WideRows rows = new WideRows(COLUMNS);
            append(rows, 1);
            Object[] values = {
                new float[] {1, 1, 1},
                new float[] {1},
                new double[] {1, 1},
                Vectors.dense(bad == 3 ? Double.NaN : 1),
                new float[] {1, 1}
            };
            if (values[bad] instanceof float[] floats) {
                floats[floats.length - 1] = Float.POSITIVE_INFINITY;
            } else if (values[bad] instanceof double[] doubles) {
                doubles[0] = Double.NaN;
            }
            assertThat(rows.append(row(COLUMNS, values))).isTrue();
            assertThat(rows.allFinite()).as("column %d", bad).isFalse();
        }
    }

    @Test
    void rowsOfAnotherLayoutAreNotTaken() {
        WideRows rows = new WideRows(COLUMNS);
        assertThat(rows.append(row(COLUMNS, null, null, null, null, null))).isFalse();
        assertThat(append(rows, 1)).isTrue();
        assertThat(rows.append(row(COLUMNS, null, null, null, null, null))).isFalse();
        assertThat(rows.count()).isEqualTo(1);
    }

    @Test
    void withoutRowsThereAreNoMoments() {
        assertThat(new WideRows(COLUMNS).results()).allMatch(ColumnMoments::isEmpty);
    }
}
