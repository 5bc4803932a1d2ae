package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyPercentDoNotExceed() {
        Times hundred = times(100);
        assertThat(hundred.minMicros()).isEqualTo(1);
        assertThat(hundred.p25Micros()).isEqualTo(25);
        assertThat(hundred.medianMicros()).isEqualTo(50);
        assertThat(hundred.p95Micros()).isEqualTo(95);
        assertThat(hundred.p99Micros()).isEqualTo(99);
        assertThat(hundred.maxMicros()).isEqualTo(100);
        assertThat(times(3).medianMicros()).isEqualTo(2);
        assertThat(times(1).p75Micros()).isEqualTo(1);
    }

    @Test
    void aPercentileThatTheIterationsDoNotCarryIsNull() {
        assertThat(times(19).p95Micros()).isNull();
        assertThat(times(20).p95Micros()).isEqualTo(19);
        assertThat(times(99).p99Micros()).isNull();
        assertThat(times(100).p99Micros()).isEqualTo(99);
    }

    /** n, n - 1, ..., 1. */
    private static Times times(int n) {
        return Times.of(IntStream.range(0, n).mapToDouble(i -> n - i).toArray());
    }
}
