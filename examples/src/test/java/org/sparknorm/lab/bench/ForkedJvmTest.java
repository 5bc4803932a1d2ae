package org.sparknorm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparknorm.core.RowNorm;

class ForkedJvmTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void whatItPrintsComesBackLineByLine() {
        assertThat(new ForkedJvm(Echo.class, List.of(), 32, LIMIT).run("a", "b c"))
                .containsExactly("a", "b c");
    }

    @Test
    void itHasTheKernelsOfThisOne() {
        String vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() + "";

        assertThat(new ForkedJvm(Modules.class, List.of(RowNorm.class), 32, LIMIT).run())
                .containsExactly(vectors, "org.sparknorm.core.RowNorm");
    }

    @Test
    void itsFailureIsToldWithWhatItWrote() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ForkedJvm(Fails.class, List.of(), 32, LIMIT).run())
                .withMessageContaining("Fails ended with exit code 1; it wrote:")
                .withMessageContaining("the third wheel came off");
    }

    @Test
    void oneThatHangsIsEndedAndNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ForkedJvm(Hangs.class, List.of(), 32, Duration.ofSeconds(1)).run())
                .withMessageContaining("Hangs did not end within 1 s");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    static final class Echo {
        public static void main(String[] args) {
            List.of(args).forEach(System.out::println);
        }
    }

    static final class Modules {
        public static void main(String[] args) throws ClassNotFoundException {
            System.out.println(
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
            System.out.println(Class.forName("org.sparknorm.core.RowNorm").getName());
        }
    }

    static final class Fails {
        public static void main(String[] args) {
            throw new IllegalArgumentException("the third wheel came off");
        }
    }

    static final class Hangs {
        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
