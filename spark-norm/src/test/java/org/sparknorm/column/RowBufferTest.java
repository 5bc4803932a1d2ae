package org.sparknorm.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.junit.jupiter.api.Test;

class RowBufferTest {

    private static double[] read(RowBuffer buffer, ArrayData array) {
        double[] all = buffer.readDoubles(array, true);
        return Arrays.copyOfRange(all, buffer.from(), buffer.from() + buffer.length());
    }

    private static float[] readFloats(RowBuffer buffer, ArrayData array) {
        float[] all = buffer.readFloats(array, true);
        return Arrays.copyOfRange(all, buffer.from(), buffer.from() + buffer.length());
    }

    @Test
    void rowsOfAnySizesComeOutAsTheyAre() {
        RowBuffer buffer = new RowBuffer();
        for (int size : new int[] {0, 1, 63, 64, 65, 3, 129, 0, 2}) {
            double[] doubles = new double[size];
            float[] floats = new float[size];
            for (int i = 0; i < size; i++) {
                doubles[i] = i + 0.5;
                floats[i] = i + 0.5f;
            }
            assertThat(read(buffer, UnsafeArrayData.fromPrimitiveArray(doubles)))
                    .isEqualTo(doubles);
            assertThat(read(buffer, new GenericArrayData(doubles))).isEqualTo(doubles);
            assertThat(readFloats(buffer, UnsafeArrayData.fromPrimitiveArray(floats)))
                    .isEqualTo(floats);
            assertThat(readFloats(buffer, new GenericArrayData(floats))).isEqualTo(floats);
        }
    }

    @Test
    void aNullIsANaNAndTheFirstIsKnown() {
        RowBuffer buffer = new RowBuffer();
        UnsafeArrayData binary = UnsafeArrayData.fromPrimitiveArray(new double[] {1, 2, 3, 4});
        binary.setNullAt(3);
        binary.setNullAt(1);
        assertThat(read(buffer, binary)).containsExactly(1, Double.NaN, 3, Double.NaN);
        assertThat(buffer.firstNull()).isEqualTo(1);
        assertThat(read(buffer, UnsafeArrayData.fromPrimitiveArray(new double[] {Double.NaN})))
                .containsExactly(Double.NaN);
        assertThat(buffer.firstNull()).isNegative();
    }

    @Test
    void itHoldsTheRowThatWasReadLastAndNoOther() {
        RowBuffer buffer = new RowBuffer();
        double[] row = {1, 2, 3};
        UnsafeArrayData binary = UnsafeArrayData.fromPrimitiveArray(row);
        assertThat(buffer.holdsDoubles(binary)).isFalse();
        assertThat(buffer.holdsDoubles(UnsafeArrayData.fromPrimitiveArray(new double[0])))
                .isFalse();
        buffer.readDoubles(binary, true);
        assertThat(buffer.holdsDoubles(binary.copy())).isTrue();
        assertThat(buffer.holdsDoubles(new GenericArrayData(row))).isTrue();
        assertThat(buffer.holdsDoubles(UnsafeArrayData.fromPrimitiveArray(new double[] {1, 2})))
                .isFalse();
        assertThat(buffer.holdsDoubles(UnsafeArrayData.fromPrimitiveArray(new double[] {1, 2, 4})))
                .isFalse();
        binary.setNullAt(0);
        assertThat(buffer.holdsDoubles(binary)).isFalse();
        buffer.readDoubles(binary, true);
        assertThat(buffer.holdsDoubles(binary)).isFalse();

        buffer.readFloats(UnsafeArrayData.fromPrimitiveArray(new float[] {1, 2, 3}), true);
        assertThat(buffer.holdsFloats(UnsafeArrayData.fromPrimitiveArray(new float[] {1, 2, 3})))
                .isTrue();
        assertThat(buffer.holdsFloats(UnsafeArrayData.fromPrimitiveArray(new float[] {1, 2, 5})))
                .isFalse();
    }

    @Test
    void anOutputIsAnArrayOfSparksOwnAfterAnyOther() {
        RowOutput output = new RowOutput();
        for (int size : new int[] {1, 65, 3, 64, 0, 2}) {
            double[] doubles = output.doubles(size);
            float[] expected = new float[size];
            for (int i = 0; i < size; i++) {
                doubles[output.from() + i] = i;
                expected[i] = i;
            }
            double[] found = output.array().toDoubleArray();
            assertThat(found).hasSize(size);
            assertThat(output.array()).isEqualTo(UnsafeArrayData.fromPrimitiveArray(found));
            float[] floats = output.floats(size);
            System.arraycopy(expected, 0, floats, output.from(), size);
            assertThat(output.array()).isEqualTo(UnsafeArrayData.fromPrimitiveArray(expected));
        }
    }
}
