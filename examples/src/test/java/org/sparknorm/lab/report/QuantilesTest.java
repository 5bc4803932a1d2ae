package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void theMedianOfAnOddNumberIsTheMiddleValueOfAnEvenOneTheMeanOfBoth() {
        assertThat(Quantiles.median(4)).isEqualTo(4);
        assertThat(Quantiles.median(9, 1, 4)).isEqualTo(4);
        assertThat(Quantiles.median(9, 1, 4, 2)).isEqualTo(3);
        assertThat(Quantiles.median(2, 1)).isEqualTo(1.5);
        assertThat(Quantiles.median()).isNaN();
    }
}
