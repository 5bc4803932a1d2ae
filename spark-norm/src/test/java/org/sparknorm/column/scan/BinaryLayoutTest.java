package org.sparknorm.column.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.column.BinaryRows.row;
import static org.sparknorm.column.RowType.DOUBLES;
import static org.sparknorm.column.RowType.FLOATS;
import static org.sparknorm.column.RowType.VECTOR;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.junit.jupiter.api.Test;
import org.sparknorm.column.BinaryRows;
import org.sparknorm.column.ScannedColumn;

class BinaryLayoutTest {

    private static final List<ScannedColumn> COLUMNS = BinaryRows.columns(FLOATS, VECTOR, DOUBLES);
    private static final Vector DENSE = Vectors.dense(1, 2);

    private static UnsafeRow good() {
        return row(COLUMNS, new float[] {1, 2, 3}, DENSE, new double[] {4});
    }

    @Test
    void rowsThatDifferInTheirElementsAloneFit() {
        BinaryLayout layout = BinaryLayout.of(good(), COLUMNS);
        assertThat(layout.fits(good())).isTrue();
        assertThat(layout.fits(
                        row(COLUMNS, new float[] {Float.NaN, -1, 1e30f}, Vectors.dense(Double.NaN, 0), new double[] {
                            Double.NEGATIVE_INFINITY
                        })))
                .isTrue();
    }

    @Test
    void nullsSparseVectorsAndOtherSizesDoNotFit() {
        BinaryLayout layout = BinaryLayout.of(good(), COLUMNS);
        UnsafeRow[] others = {
            row(COLUMNS, new float[] {1, 2, 3}, null, new double[] {4}),
            row(COLUMNS, new Object[] {1f, null, 3f}, DENSE, new double[] {4}),
            row(COLUMNS, new float[] {1, 2, 3}, DENSE, new Object[] {null}),
            row(COLUMNS, new float[] {1, 2, 3}, Vectors.sparse(2, new int[] {1}, new double[] {5}), new double[] {4}),
            row(COLUMNS, new float[] {1, 2}, DENSE, new double[] {4}),
            row(COLUMNS, new float[] {1, 2, 3, 4}, DENSE, new double[] {4}),
            row(COLUMNS, new float[] {1, 2, 3}, Vectors.dense(1, 2, 3), new double[] {}),
        };
        for (UnsafeRow other : others) {
            assertThat(layout.fits(other)).as("%s", other).isFalse();
        }
    }

    @Test
    void aFirstRowWithANullASparseVectorOrNoElementsGivesNoLayout() {
        assertThat(BinaryLayout.of(row(COLUMNS, null, DENSE, new double[] {4}), COLUMNS))
                .isNull();
        assertThat(BinaryLayout.of(row(COLUMNS, new float[] {1}, DENSE.toSparse(), new double[] {4}), COLUMNS))
                .isNull();
        assertThat(BinaryLayout.of(row(COLUMNS, new float[] {}, DENSE, new double[] {4}), COLUMNS))
                .isNull();
        assertThat(BinaryLayout.of(row(COLUMNS, new Object[] {null}, DENSE, new double[] {4}), COLUMNS))
                .isNull();
    }

    @Test
    void itSaysWhereElementsLie() {
        UnsafeRow row = good();
        BinaryLayout layout = BinaryLayout.of(row, COLUMNS);
        long at = row.getBaseOffset();
        assertThat(layout.values(0).size()).isEqualTo(3);
        assertThat(Platform.getFloat(row.getBaseObject(), at + layout.values(0).elements() + 2 * Float.BYTES))
                .isEqualTo(3);
        assertThat(Platform.getDouble(row.getBaseObject(), at + layout.values(1).elements() + Double.BYTES))
                .isEqualTo(2);
        assertThat(Platform.getDouble(row.getBaseObject(), at + layout.values(2).elements()))
                .isEqualTo(4);
    }
}
