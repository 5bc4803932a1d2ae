package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {

    private static final int OFFSET = 3;

    @ParameterizedTest
    @CsvSource({"1, 7, 5", "5, 1, 7", "3, 21, 1", "8, 33, 40", "300, 5, 17", "17, 5, 300", "257, 19, 259"})
    void everyTranspositionAndSizeGivesTheSumOfProducts(int m, int n, int k) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                for (float beta : new float[] {0, 1}) {
                    check(m, n, k, transposeA, transposeB, beta);
                }
            }
        }
    }

    private static void check(int m, int n, int k, boolean transposeA, boolean transposeB, float beta) {
        float[] a = random(m * k);
        float[] b = random(k * n);
        float[] c = random(m * n);
        double[] expected = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta * c[OFFSET + i * n + j];
                for (int l = 0; l < k; l++) {
                    sum += (double) a[OFFSET + (transposeA ? l * m + i : i * k + l)]
                            * b[OFFSET + (transposeB ? j * k + l : l * n + j)];
                }
                expected[i * n + j] = sum;
            }
        }
        if (beta == 0) {
            Arrays.fill(c, OFFSET, OFFSET + m * n, Float.NaN);
        }
        float before = c[OFFSET - 1];
        float after = c[OFFSET + m * n];
        Gemm.multiply(m, n, k, transposeA, a, OFFSET, transposeB, b, OFFSET, beta, c, OFFSET);
        for (int i = 0; i < m * n; i++) {
            assertThat((double) c[OFFSET + i]).isCloseTo(expected[i], within(1e-5 * k));
        }
        assertThat(c[OFFSET - 1]).isEqualTo(before);
        assertThat(c[OFFSET + m * n]).isEqualTo(after);
    }

    private static float[] random(int length) {
        Random random = new Random(length);
        float[] values = new float[OFFSET + length + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
