package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributionTest {

    private final Distribution values = Distribution.of(new double[] {4, 0, 1, 3});

    @Test
    void everyValueOfTheRangeIsInOneBin() {
        assertThat(values.histogram(0, 4, 2)).containsExactly(2, 2);
        assertThat(values.histogram(0, 2, 2)).containsExactly(1, 1);
        assertThat(values.shareOutside(0, 2)).isEqualTo(0.5);
    }

    @Test
    void theSummaryIsThatOfAllValues() {
        assertThat(values.mean()).isEqualTo(2);
        assertThat(values.standardDeviation()).isEqualTo(Math.sqrt(2.5));
    }
}
