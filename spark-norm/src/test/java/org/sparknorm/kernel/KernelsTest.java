package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sparknorm.core.RandomData;
import org.sparknorm.kernel.vector.Lanes;

class KernelsTest {

    private static final double SCALE = 4e-7;

    @Test
    void vectorKernelsRunWhereTheModuleIsAndVectorsHave256BitsOrMore() {
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        String expected = module && Lanes.bits() >= 256 ? "Vector" : "Scalar";
        assertThat(Kernels.doubles().getClass().getSimpleName()).isEqualTo(expected + "DoubleKernels");
        assertThat(Kernels.floats().getClass().getSimpleName()).isEqualTo(expected + "FloatKernels");
    }

    @Test
    void floatRowsKeepTheirErrorWhateverTheirLengthMeanAndFirstElements() {
        for (int length : new int[] {40, 256, 5000, 100_000}) {
            for (double mean : new double[] {0, 1e3, 1e6}) {
                for (double first : new double[] {0, 1e2, 1e6}) {
                    double[] x = new RandomData(length).normal(length, mean, 1);
                    Arrays.fill(x, 0, 4, mean + first);
                    assertRowIsNormalized(RandomData.toFloats(x));
                }
            }
        }
    }

    @Test
    void floatsWhoseSquaresOverflowOrVanishAreNormalized() {
        for (double scale : new double[] {1e-25, 1e25}) {
            assertRowIsNormalized(RandomData.toFloats(new RandomData(1).normal(256, 0, scale)));
        }
    }

    @Test
    void equalElementsHaveNoSpread() {
        float[] x = new float[300];
        Arrays.fill(x, 1234.567f);
        double[] found = new double[3];
        Kernels.floats().layerStatistics(x, 0, x.length, 1, 0.25, found, 0);
        assertThat(found).containsExactly(x[0], 0, 2);
    }

    private static void assertRowIsNormalized(float[] x) {
        double[] wide = RandomData.toDoubles(x);
        double[] expected = new double[x.length];
        double[] set = new double[3];
        DoubleKernels reference = new ScalarDoubleKernels();
        reference.layerStatistics(wide, 0, x.length, 1, 0, set, 0);
        reference.normalize(wide, expected, 0, x.length, set[0], set[1], set[2], 0);
        float[] y = new float[x.length];
        Kernels.floats().layerStatistics(x, 0, x.length, 1, 0, set, 0);
        Kernels.floats().normalize(x, y, 0, x.length, set[0], set[1], set[2], 0);
        assertNear("y", RandomData.toDoubles(y), expected, SCALE);
    }
}
