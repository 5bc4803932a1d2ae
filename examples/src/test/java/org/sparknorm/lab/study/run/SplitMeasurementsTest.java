package org.sparknorm.lab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.SyncMethod;
import org.sparknorm.lab.study.measure.TreeResult;

class SplitMeasurementsTest {

    private static final MicroCase JAVA = new MicroCase(SyncMethod.TREE_AGGREGATE, 2, "driver", 2, 8, "java", "local");

    private final SplitMeasurements halves = new SplitMeasurements(JAVA::equals);

    @Test
    void aComparedCaseIsKnownOnceBothHalvesAreThere() {
        assertThat(halves.add(JAVA, new TreeResult(3))).isEmpty();
        assertThat(halves.add(JAVA, new TreeResult(4)))
                .hasValueSatisfying(both -> assertThat(both.warmup()).isEqualTo(7));
        assertThat(halves.add(JAVA, new TreeResult(3))).isEmpty();
    }

    @Test
    void anyOtherCaseIsKnownAtOnce() {
        TreeResult found = new TreeResult(3);
        assertThat(halves.add(JAVA.with("kryo"), found)).containsSame(found);
    }

    @Test
    void whatFailedStartsAnew() {
        halves.add(JAVA, new TreeResult(3));
        halves.take(JAVA);
        assertThat(halves.add(JAVA, new TreeResult(3))).isEmpty();
    }
}
