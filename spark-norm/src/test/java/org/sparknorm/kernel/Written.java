package org.sparknorm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import java.util.ArrayList;
import java.util.List;

/** What a kernel wrote: data (y or dx), sums, and statistics. */
final class Written {

    private final List<double[]> data = new ArrayList<>();
    private final List<double[]> sums = new ArrayList<>();
    private final List<double[]> statistics = new ArrayList<>();

    void data(double[] values) {
        data.add(values);
    }

    void sums(double[] values) {
        sums.add(values);
    }

    void statistics(double[] set) {
        statistics.add(set);
    }

    /** Asserts that these are the expected arrays, within the implementation's stated error. */
    void assertNearTo(Written expected, Implementation implementation) {
        for (int i = 0; i < expected.data.size(); i++) {
            assertNear("data " + i, data.get(i), expected.data.get(i), implementation.dataError());
        }
        for (int i = 0; i < expected.sums.size(); i++) {
            assertNear("sums " + i, sums.get(i), expected.sums.get(i), implementation.sumError());
        }
        for (int i = 0; i < expected.statistics.size(); i++) {
            double[] found = statistics.get(i);
            double[] wanted = expected.statistics.get(i);
            assertThat(Math.abs((found[0] - wanted[0]) + (found[1] - wanted[1])))
                    .as("mean in two doubles, %d", i)
                    .isLessThan(implementation.meanError());
            assertNear("rstd " + i, new double[] {found[2]}, new double[] {wanted[2]}, implementation.rstdError());
        }
    }
}
