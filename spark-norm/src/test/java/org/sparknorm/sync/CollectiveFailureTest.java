package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way to fail ends in an error on every rank, long before the time limit unless time is what ran out. */
@Timeout(30)
class CollectiveFailureTest {

    private static final String WHAT = "step 17, norm 2 backward";

    @Test
    void aPeerThatDiesBeforeItSendsFailsAllWhoWait() throws Exception {
        try (Ranks ranks = new Ranks(3)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                if (collective.rank() == 2) {
                    ranks.awaitWaiting(0, 1);
                    ranks.meshes.get(2).abort();
                    return "dead";
                }
                collective.sum(new double[5], WHAT);
                return "sum";
            });
            assertThat(outcomes.get(0)).asString().contains("rank 0 of 3", "rank ", WHAT);
            assertThat(outcomes.get(1)).asString().contains("rank 1 of 3", "rank ", WHAT);
            assertThat(outcomes.subList(0, 2)).hasOnlyElementsOfType(CollectiveException.class);
            assertThat(outcomes.subList(0, 2))
                    .anySatisfy(failure -> assertThat(failure).asString().contains("has lost rank 2"));
        }
    }

    @Test
    void aPeerThatDiesInTheMiddleOfItsMessageFailsTheOtherRank() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                if (collective.rank() == 1) {
                    ByteBuffer half =
                            ByteBuffer.allocate(Frame.HEAD_BYTES + 400).order(ByteOrder.LITTLE_ENDIAN);
                    new Frame(1, 100, Double.BYTES, 800, 0).write(half);
                    Link link = ranks.meshes.get(1).links().to(0);
                    link.send(half.rewind());
                    link.close(1000);
                    return "dead";
                }
                double[] buffer = new double[100];
                collective.sum(buffer, WHAT);
                return "sum";
            });
            assertThat(outcomes.get(0)).isInstanceOf(CollectiveException.class);
            assertThat(outcomes.get(0)).asString().contains("rank 0 of 2 has lost rank 1", WHAT);
        }
    }

    @Test
    void aPeerThatNeverSendsIsGivenUpWhenTheTimeIsOver() throws Exception {
        SparkConf conf = new SparkConf(false).set("spark.norm.collective.timeout", "300ms");
        try (Ranks ranks = new Ranks(2, conf)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                if (collective.rank() == 0) {
                    collective.sum(new float[5], WHAT);
                }
                return "idle";
            });
            assertThat(outcomes.get(0))
                    .asString()
                    .contains("rank 0 of 2 has waited 300 ms for rank 1", WHAT, "spark.norm.collective.timeout");
        }
    }

    @Test
    void arraysOfDifferentLengthAreNamedOnBothRanks() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                collective.sum(new double[collective.rank() == 0 ? 64 : 63], WHAT);
                return "sum";
            });
            assertThat(outcomes).hasOnlyElementsOfType(CollectiveException.class);
            assertThat(outcomes)
                    .anySatisfy(failure -> assertThat(failure)
                            .asString()
                            .matches("(?s).*rank [01] of 2 sums 6[34] doubles but rank [01] .* sends 6[34] doubles in "
                                    + WHAT + ".*"));
        }
    }

    @Test
    void anArrayThatGoesInSlicesDoesNotMixWithAShorterOneThatGoesWhole() throws Exception {
        try (Ranks ranks = new Ranks(3)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                collective.sum(new float[collective.rank() == 0 ? 100_000 : 10], WHAT);
                return "sum";
            });
            assertThat(outcomes).hasOnlyElementsOfType(CollectiveException.class);
        }
    }

    @Test
    void floatsAreNotAddedToDoubles() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                if (collective.rank() == 0) {
                    collective.sum(new double[8], WHAT);
                } else {
                    collective.sum(new float[8], WHAT);
                }
                return "sum";
            });
            assertThat(outcomes).hasOnlyElementsOfType(CollectiveException.class);
            assertThat(outcomes)
                    .anySatisfy(failure -> assertThat(failure).asString().contains("8 doubles", "8 floats"));
        }
    }

    @Test
    void aCancelledTaskStopsWaiting() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            List<Object> outcomes = ranks.outcomes(collective -> {
                if (collective.rank() == 1) {
                    ranks.awaitWaiting(0);
                    ranks.cancelled.set(true);
                    return "idle";
                }
                collective.sum(new double[5], WHAT);
                return "sum";
            });
            assertThat(outcomes.get(0)).asString().contains("rank 0 of 2 was cancelled", "rank 1", WHAT);
        }
    }

    @Test
    void aCollectiveThatHasFailedStaysFailed() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            ranks.meshes.get(1).abort();
            Collective collective = ranks.collectives.get(0);
            assertThatExceptionOfType(CollectiveException.class)
                    .isThrownBy(() -> collective.sum(new double[1], "step 1"));
            assertThatExceptionOfType(CollectiveException.class)
                    .isThrownBy(() -> collective.sum(new double[1], "step 2"))
                    .withMessageContaining("step 2")
                    .havingCause()
                    .withMessageContaining("step 1");
        }
    }

    @Test
    void aTaskOfAnEarlierAttemptIsTurnedAway() {
        SparkConf conf = new SparkConf(false);
        CollectiveSettings settings = CollectiveSettings.of(conf);
        try (Mesh second = Ranks.mesh(conf, settings, new Handshake(settings.job(), 3, 1, 0, 2), () -> false);
                Mesh first = Ranks.mesh(conf, settings, new Handshake(settings.job(), 3, 0, 1, 2), () -> false)) {
            assertThatExceptionOfType(CollectiveException.class)
                    .isThrownBy(() -> first.connect(List.of(second.address(), first.address())))
                    .withMessageContaining("rank 1 of 2 was turned away by rank 0")
                    .withMessageContaining("it is of stage 3, attempt 0, and this is stage 3, attempt 1");
        }
    }

    @Test
    void aRankWhosePeerNeverConnectsNamesIt() {
        SparkConf conf = new SparkConf(false).set("spark.norm.collective.timeout", "200ms");
        CollectiveSettings settings = CollectiveSettings.of(conf);
        try (Mesh mesh = Ranks.mesh(conf, settings, new Handshake(settings.job(), 3, 0, 0, 2), () -> false)) {
            assertThatExceptionOfType(CollectiveException.class)
                    .isThrownBy(() -> mesh.connect(List.of(mesh.address(), "127.0.0.1:1")))
                    .withMessageContaining("rank 0 of 2 has waited 200 ms for rank 1 (127.0.0.1:1)");
        }
    }
}
