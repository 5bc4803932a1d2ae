package org.sparknorm.program;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;

/**
 * Matrix products of row-major matrices, through the BLAS that Spark uses: native, Vector API, or plain Java.
 *
 * <p>The Vector API's {@code sgemm} adds lanes up for every element of c, and computes products of less than a million
 * multiplications without vectors. Its {@code sgemv}, once for each row of c, was measured 1.0 to 1.5 times faster on
 * the dense layers of 128 rows, 2 to 5 times on convolutions, 4 times on 32 rows, and slower only where both c has many
 * rows and the sums are long. Of plain Java's two, {@code sgemm} is the faster.
 */
final class Gemm {

    private static final BLAS BLAS = dev.ludovic.netlib.blas.BLAS.getInstance();

    private static final boolean VECTOR_API = !(BLAS instanceof NativeBLAS)
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** From so many rows, and terms of a sum, on, the Vector API's {@code sgemm} is the faster one. */
    private static final int LARGE = 256;

    private Gemm() {}

    /**
     * Computes {@code c = a b + beta c} with {@code a} as [m, k], {@code b} as [k, n] and {@code c} as [m, n], the
     * first two as they are after their transposition. BLAS is column-major and sees each matrix transposed, so it is
     * asked for {@code c' = b' a'}. Where one of the sizes is 0 (a worker without rows), c stays as it is.
     */
    static void multiply(
            int m,
            int n,
            int k,
            boolean transposeA,
            float[] a,
            int offsetA,
            boolean transposeB,
            float[] b,
            int offsetB,
            float beta,
            float[] c,
            int offsetC) {
        if (m == 0 || n == 0 || k == 0) {
            return;
        }
        if (m == 1 || VECTOR_API && (m < LARGE || k < LARGE)) {
            byRows(m, n, k, transposeA, a, offsetA, transposeB, b, offsetB, beta, c, offsetC);
            return;
        }
        BLAS.sgemm(
                transposeB ? "T" : "N",
                transposeA ? "T" : "N",
                n,
                m,
                k,
                1f,
                b,
                offsetB,
                transposeB ? k : n,
                a,
                offsetA,
                transposeA ? m : k,
                beta,
                c,
                offsetC,
                n);
    }

    private static void byRows(
            int m,
            int n,
            int k,
            boolean transposeA,
            float[] a,
            int offsetA,
            boolean transposeB,
            float[] b,
            int offsetB,
            float beta,
            float[] c,
            int offsetC) {
        float[] column = transposeA ? new float[k] : null;
        for (int i = 0; i < m; i++) {
            float[] x = a;
            int from = offsetA + i * k;
            if (transposeA) {
                for (int l = 0; l < k; l++) {
                    column[l] = a[offsetA + l * m + i];
                }
                x = column;
                from = 0;
            }
            int to = offsetC + i * n;
            if (transposeB) {
                BLAS.sgemv("T", k, n, 1f, b, offsetB, k, x, from, 1, beta, c, to, 1);
            } else {
                BLAS.sgemv("N", n, k, 1f, b, offsetB, n, x, from, 1, beta, c, to, 1);
            }
        }
    }
}
