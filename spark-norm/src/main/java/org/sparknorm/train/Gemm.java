package org.sparknorm.train;

import dev.ludovic.netlib.blas.BLAS;

/** Matrix products of row-major matrices, through the BLAS that Spark uses: native, Vector API, or plain Java. */
final class Gemm {

    private static final BLAS BLAS = dev.ludovic.netlib.blas.BLAS.getInstance();

    private Gemm() {}

    /**
     * {@code c = a b + beta c} with {@code a} as [m, k], {@code b} as [k, n] and {@code c} as [m, n], the first two as
     * they are after their transposition. BLAS is column-major and sees each matrix transposed, so it is asked for
     * {@code c' = b' a'}. Where one of the sizes is 0 (a worker without rows), c stays as it is.
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
        if (m == 1) {
            multiplyRow(n, k, a, offsetA, transposeB, b, offsetB, beta, c, offsetC);
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

    /** The same for one row, as in prediction: a matrix times a vector is the Vector API's 8 times faster way. */
    private static void multiplyRow(
            int n,
            int k,
            float[] a,
            int offsetA,
            boolean transposeB,
            float[] b,
            int offsetB,
            float beta,
            float[] c,
            int offsetC) {
        if (transposeB) {
            BLAS.sgemv("T", k, n, 1f, b, offsetB, k, a, offsetA, 1, beta, c, offsetC, 1);
        } else {
            BLAS.sgemv("N", n, k, 1f, b, offsetB, n, a, offsetA, 1, beta, c, offsetC, 1);
        }
    }
}
