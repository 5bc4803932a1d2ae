package org.sparknorm.lab.study;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void aStudyGoesOnWhereItBeganWithTheGridThatItBeganWith() {
        Environment here = environment(2, "a.conf", "1", "today");

        assertThatNoException().isThrownBy(() -> here.requireSameAs(environment(2, "a.conf", "1", "yesterday")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.requireSameAs(environment(8, "a.conf", "2", "yesterday")))
                .withMessageContaining("cores 8, expected 2; grid a.conf (2), expected a.conf (1)")
                .withMessageNotContaining("Java");
    }

    private static Environment environment(int cores, String grid, String checksum, String begun) {
        return new Environment("4.1.0", "17", "Linux", cores, 2048, grid, checksum, List.of("local[2]"), begun);
    }
}
