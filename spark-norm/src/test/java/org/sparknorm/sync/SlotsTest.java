package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparknorm.SparkSessions;

class SlotsTest {

    /** Executors of two slots each that register some time after the application started; time passes in pauses. */
    private static final class Starting extends Slots.Cluster {

        private final List<Integer> registrations;
        private final int instances;
        private long millis;

        Starting(long millis, int instances, Integer... registrations) {
            super(null);
            this.millis = millis;
            this.instances = instances;
            this.registrations = List.of(registrations);
        }

        @Override
        boolean isLocal() {
            return false;
        }

        @Override
        int slots() {
            return 2 * executors();
        }

        @Override
        int executors() {
            return (int) registrations.stream().filter(at -> at <= millis).count();
        }

        @Override
        int instances() {
            return instances;
        }

        @Override
        long startMillis() {
            return 0;
        }

        @Override
        long waitingMillis() {
            return 30_000;
        }

        @Override
        long millis() {
            return millis;
        }

        @Override
        void pause() {
            millis += 50;
        }
    }

    @Test
    void executorsThatComeOneAfterTheOtherAreWaitedFor() {
        Starting cluster = new Starting(0, 0, 4_000, 5_500, 8_000);
        assertThat(Slots.settled(cluster)).isEqualTo(6);
        assertThat(cluster.millis()).isBetween(11_000L, 11_100L);
    }

    @Test
    void executorsThatWereAskedForAreWaitedForAndNobodyElse() {
        Starting cluster = new Starting(0, 2, 1_000, 9_000);
        assertThat(Slots.settled(cluster)).isEqualTo(4);
        assertThat(cluster.millis()).isEqualTo(9_000);
    }

    @Test
    void executorsThatDoNotComeAreGivenUpAfterSparksWaitingTime() {
        Starting asked = new Starting(0, 3, 1_000);
        assertThat(Slots.settled(asked)).isEqualTo(2);
        assertThat(asked.millis()).isEqualTo(30_000);

        Starting none = new Starting(0, 0);
        assertThat(Slots.settled(none)).isZero();
        assertThat(none.millis()).isEqualTo(30_000);
    }

    @Test
    void anApplicationThatHasRunForAWhileTakesWhatIsThere() {
        Starting cluster = new Starting(60_000, 3, 1_000);
        assertThat(Slots.settled(cluster)).isEqualTo(2);
        assertThat(cluster.millis()).isEqualTo(60_000);
    }

    @Test
    void localThreadsAreThereAtOnce() {
        assertThat(Slots.settled(SparkSessions.shared().sparkContext())).isEqualTo(4);
    }
}
