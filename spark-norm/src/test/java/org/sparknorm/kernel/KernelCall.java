package org.sparknorm.kernel;

import org.sparknorm.core.RandomData;

/** A call of each kernel, with everything that it writes. */
enum KernelCall {
    LAYER_STATISTICS((kernels, in, at, written) -> {
        for (double mean : in.means()) {
            double[] x = at.row(1, 0);
            for (int i = at.from(); i < at.from() + at.length(); i++) {
                x[i] += mean;
            }
            double[] statistics = new double[Statistics.WIDTH];
            kernels.layerStatistics(in.round(x), at.from(), at.length(), 1, Data.EPSILON, statistics, 0);
            written.statistics(statistics);
        }
    }),
    RMS_STATISTICS((kernels, in, at, written) -> {
        double[] statistics = {1, 1, 1};
        kernels.rmsStatistics(at.row(1, 1), at.from(), at.length(), 1, Data.EPSILON, statistics, 0);
        written.statistics(statistics);
    }),
    NORMALIZE((kernels, in, at, written) -> {
        for (double mean : new double[] {1, Data.MEAN, 1e6}) {
            double[] y = at.output(1);
            double[] x = at.row(1, mean);
            kernels.normalize(x, y, at.from(), at.length(), mean, Data.RESIDUAL, Data.RSTD, Data.BETA);
            written.data(at.inside(y, 1));
        }
    }),
    NORMALIZE_ROWS((kernels, in, at, written) -> {
        for (double mean : new double[] {1, 1e6}) {
            double[] statistics = {7, mean, 1e-3, 0.7, mean - 0.5, 2e-3, 1.3, mean + 2, -1e-3, 0.2};
            for (double[] beta : new double[][] {at.channels(3, 0), null}) {
                for (int rows = 1; rows <= 3; rows++) {
                    double[] x = at.around(in.round(new RandomData(1).normal(rows * at.length(), mean, 1)));
                    double[] y = at.output(rows);
                    kernels.normalizeRows(x, y, at.from(), rows, statistics, 1, at.channels(2, 1), beta);
                    written.data(at.inside(y, rows));
                }
            }
        }
    }),
    NORMALIZE_CHANNELS((kernels, in, at, written) -> {
        double[] y = at.output(1);
        kernels.normalizeChannels(
                at.row(1, 1), y, at.from(), at.channels(2, 1), at.channels(3, 0), at.channels(4, 1), at.channels(5, 0));
        written.data(at.inside(y, 1));
    }),
    ADD_ROWS((kernels, in, at, written) -> {
        for (int rows = 1; rows <= 6; rows++) {
            double[] x = at.around(in.round(new RandomData(1).normal(rows * at.length(), 1, 1)));
            double[] sum = at.channels(3, 10);
            double[] squares = at.channels(4, 10);
            kernels.addRows(x, at.from(), rows, at.channels(2, 1), sum, squares);
            written.sums(sum);
            written.sums(squares);
        }
    }),
    ADD_ROW((kernels, in, at, written) -> {
        double[] sum = at.channels(3, 10);
        double[] squares = at.channels(4, 10);
        kernels.addRow(at.row(1, 1), at.from(), 0.3, at.channels(2, 1), sum, squares);
        written.sums(sum);
        written.sums(squares);
    }),
    ADD_RANGE((kernels, in, at, written) -> {
        double[] into = {3, 4};
        kernels.addRange(at.row(1, 1), at.from(), at.length(), Data.MEAN, into);
        written.sums(into);
    }),
    ADD_GRADIENT_ROW((kernels, in, at, written) -> {
        double[] sumDy = at.channels(6, 10);
        double[] sumDyXhat = at.channels(7, 10);
        kernels.addGradientRow(
                at.row(2, 0),
                at.row(1, 1),
                at.from(),
                at.channels(3, 1),
                at.channels(4, 0),
                at.channels(5, 1),
                sumDy,
                sumDyXhat);
        written.sums(sumDy);
        written.sums(sumDyXhat);
    }),
    ADD_GRADIENT_RANGE((kernels, in, at, written) -> {
        double[] into = {3, 400};
        kernels.addGradientRange(
                at.row(2, 1), at.row(1, 1), at.from(), at.length(), Data.MEAN, Data.RESIDUAL, Data.RSTD, into);
        written.sums(into);
    }),
    ADD_ROW_GRADIENT((kernels, in, at, written) -> {
        for (double[] dbeta : new double[][] {at.channels(4, 10), null}) {
            double[] dgamma = at.channels(5, 10);
            double[] into = {3, 400};
            double[] gamma = at.channels(3, 1);
            kernels.addRowGradient(
                    at.row(2, 1), at.row(1, 1), at.from(), Data.statistics(), 1, gamma, dgamma, dbeta, into);
            written.sums(dgamma);
            written.sums(dbeta);
            written.sums(into);
        }
    }),
    INPUT_GRADIENT((kernels, in, at, written) -> {
        double[] dx = at.output(1);
        kernels.inputGradient(
                at.row(2, 0),
                at.row(1, 1),
                dx,
                at.from(),
                at.length(),
                Data.MEAN,
                Data.RESIDUAL,
                Data.RSTD,
                1.5,
                0.2,
                0.3);
        written.data(at.inside(dx, 1));
    }),
    INPUT_GRADIENT_ROW((kernels, in, at, written) -> {
        double[] dx = at.output(1);
        double[] gamma = at.channels(3, 1);
        kernels.inputGradientRow(at.row(2, 0), at.row(1, 1), dx, at.from(), Data.statistics(), 1, gamma, 0.2, 0.3);
        written.data(at.inside(dx, 1));
    }),
    INPUT_GRADIENT_CHANNELS((kernels, in, at, written) -> {
        double[] dx = at.output(1);
        kernels.inputGradientChannels(
                at.row(2, 0),
                at.row(1, 1),
                dx,
                at.from(),
                at.channels(3, 1),
                at.channels(4, 0),
                at.channels(5, 1),
                at.channels(6, 1),
                at.channels(7, 0),
                at.channels(8, 0));
        written.data(at.inside(dx, 1));
    });

    /** Runs a kernel on inputs of its own, and notes what it wrote. */
    interface Call {
        void run(DoubleKernels kernels, Implementation in, KernelCase at, Written written);
    }

    /** Numbers that several calls share. */
    private static final class Data {
        static final double MEAN = 1.25;
        static final double RESIDUAL = 1e-3;
        static final double RSTD = 0.7;
        static final double BETA = -0.4;
        static final double EPSILON = 1e-5;

        /** Statistics of one set, from index 1 on. */
        static double[] statistics() {
            return new double[] {7, MEAN, RESIDUAL, RSTD};
        }
    }

    private final Call call;

    KernelCall(Call call) {
        this.call = call;
    }

    Written run(DoubleKernels kernels, Implementation in, KernelCase at) {
        Written written = new Written();
        call.run(kernels, in, at, written);
        return written;
    }
}
