package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingsTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyPercentDoNotExceed() {
        Timings hundred = timings(100);
        assertThat(hundred.min()).isEqualTo(1);
        assertThat(hundred.percentile(25)).isEqualTo(25);
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.max()).isEqualTo(100);
        assertThat(timings(3).percentile(50)).isEqualTo(2);
        assertThat(timings(1).percentile(75)).isEqualTo(1);
    }

    @Test
    void aPercentileThatTheIterationsDoNotCarryIsNull() {
        assertThat(timings(19).carriedPercentile(95)).isNull();
        assertThat(timings(20).carriedPercentile(95)).isEqualTo(19);
        assertThat(timings(99).carriedPercentile(99)).isNull();
        assertThat(timings(100).carriedPercentile(99)).isEqualTo(99);
    }

    /** n, n - 1, ..., 1. */
    private static Timings timings(int n) {
        return new Timings(IntStream.range(0, n).mapToDouble(i -> n - i).toArray());
    }
}
