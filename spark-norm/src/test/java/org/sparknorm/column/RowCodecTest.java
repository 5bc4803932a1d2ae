package org.sparknorm.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.junit.jupiter.api.Test;

class RowCodecTest {

    @Test
    void hasNullSeesEachNullAndNoOther() {
        for (int size : new int[] {1, 64, 65, 200}) {
            UnsafeArrayData array = UnsafeArrayData.fromPrimitiveArray(new double[size]);
            assertThat(RowCodec.hasNull(array)).isFalse();
            for (int i = 0; i < size; i++) {
                UnsafeArrayData copy = array.copy();
                copy.setNullAt(i);
                assertThat(RowCodec.hasNull(copy)).isTrue();
            }
        }
        assertThat(RowCodec.hasNull(new GenericArrayData(new Object[] {1.0, null})))
                .isTrue();
        assertThat(RowCodec.hasNull(new GenericArrayData(new double[] {1}))).isFalse();
    }

    @Test
    void numbersAreTheirOwnArray() {
        UnsafeArrayData array = UnsafeArrayData.fromPrimitiveArray(new double[] {1, 2});
        array.setNullAt(0);
        double[] numbers = RowCodec.numbers(array);
        array.setDouble(1, 7);
        assertThat(numbers).containsExactly(Double.NaN, 2);
    }

    @Test
    void aVectorIsDenseOrSparse() {
        InternalRow dense = RowCodec.denseVector(RowCodec.array(new double[] {1, 2}));
        assertThat(RowCodec.isDense(dense)).isTrue();
        assertThat(RowCodec.values(dense).toDoubleArray()).containsExactly(1, 2);
        InternalRow sparse = RowCodec.sparseVector(9, new int[] {2, 8}, RowCodec.array(new double[] {1, 2}));
        assertThat(RowCodec.isDense(sparse)).isFalse();
        assertThat(RowCodec.sparseSize(sparse)).isEqualTo(9);
        assertThat(RowCodec.indices(sparse)).containsExactly(2, 8);
    }
}
