package org.sparknorm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void namesStandLeftAndNumbersRight() {
        Table table =
                new Table(List.of("norm", "fit s"), List.of(List.of("syncBatch", "0.125"), List.of("rms", "10.000")));
        assertThat(table.toString().lines().map(String::stripTrailing))
                .containsExactly("norm        fit s", "syncBatch   0.125", "rms        10.000");
    }
}
