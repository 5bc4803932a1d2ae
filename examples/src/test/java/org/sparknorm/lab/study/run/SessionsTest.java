package org.sparknorm.lab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

    private final Sessions sessions = new Sessions();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark://127.0.0.1:38405 | spark://127.0.0.1",
                "spark://a:7077,b:7078 | spark://a,b",
                "k8s://https://api:6443 | k8s://https://api:6443",
                "local[2] | local[2]",
                "yarn | yarn",
            })
    void aStandaloneMasterIsNamedWithoutItsPortWhichChangesFromStartToStart(String url, String label) {
        assertThat(sessions.label(url)).isEqualTo(label);
    }

    @Test
    void anyOtherThanTheSubmittedMasterIsItsUrl() {
        assertThat(sessions.url("local[3]")).isEqualTo("local[3]");
    }
}
