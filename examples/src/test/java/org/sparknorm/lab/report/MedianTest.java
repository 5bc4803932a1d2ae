package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void ofAnOddNumberItIsTheMiddleValueOfAnEvenOneTheMeanOfBoth() {
        assertThat(Median.of(4)).isEqualTo(4);
        assertThat(Median.of(9, 1, 4)).isEqualTo(4);
        assertThat(Median.of(9, 1, 4, 2)).isEqualTo(3);
        assertThat(Median.of(2, 1)).isEqualTo(1.5);
        assertThat(Median.of()).isNaN();
    }
}
