package org.sparknorm.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfPrecisionTest {

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void everyNumberComesBackAsTheSameBits(int exponentBits) {
        HalfPrecision half = new HalfPrecision(exponentBits);
        for (int bits = 0; bits < 1 << 16; bits++) {
            double value = half.decode((short) bits);
            if (!Double.isNaN(value)) {
                assertThat(half.encode(value)).isEqualTo((short) bits);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void whatLiesBetweenTwoNumbersGoesToTheNearerAndAHalfToTheEvenOne(int exponentBits) {
        HalfPrecision half = new HalfPrecision(exponentBits);
        for (int bits = 0; Double.isFinite(half.decode((short) (bits + 1))); bits++) {
            double below = half.decode((short) bits);
            double middle = (below + half.decode((short) (bits + 1))) / 2;
            assertThat(half.encode(middle)).isEqualTo((short) (bits + bits % 2));
            assertThat(half.encode(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(half.encode(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void bfloat16IsTheUpperHalfOfAFloatAndBothKeepNaN(int exponentBits) {
        assertThat(HalfPrecision.BFLOAT16.decode((short) 0x4049)).isEqualTo(Float.intBitsToFloat(0x40490000));
        HalfPrecision half = new HalfPrecision(exponentBits);
        assertThat(half.decode(half.encode(Double.NaN))).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {65_520, 1e300, Double.POSITIVE_INFINITY})
    void halfPrecisionEndsAt65504(double above) {
        assertThat(HalfPrecision.FLOAT16.encode(65_504)).isEqualTo((short) 0x7bff);
        assertThat(HalfPrecision.FLOAT16.decode(HalfPrecision.FLOAT16.encode(-above)))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
