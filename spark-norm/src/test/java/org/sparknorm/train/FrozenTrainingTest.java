package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sparknorm.core.Near.assertNear;
import static org.sparknorm.core.RandomData.toDoubles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training gives what it gave when the frozen file was written: the loss of every step, and all parameters and running
 * statistics after the last one, whichever way two workers synchronize. An element may differ by 1e-6 of the largest
 * magnitude of its array (the losses; the parameters; the means of a batch norm; its variances), for the last bits
 * depend on the machine's vectors and BLAS.
 *
 * <p>A change that is meant to give other numbers writes the file anew, and says why:
 *
 * <pre>mvn -pl spark-norm test -Dtest=FrozenTrainingTest -Dspark.norm.freeze=true</pre>
 */
@Timeout(120)
class FrozenTrainingTest {

    private static final String FREEZE = "spark.norm.freeze";
    private static final double TOLERANCE = 1e-6;

    static Stream<Arguments> frozenWithBothWaysToSynchronize() throws IOException {
        return FrozenTraining.read().stream()
                .flatMap(frozen -> Stream.of(arguments(frozen, "treeAggregate"), arguments(frozen, "collective")));
    }

    @ParameterizedTest
    @MethodSource("frozenWithBothWaysToSynchronize")
    @DisabledIfSystemProperty(named = FREEZE, matches = "true")
    void trainingGivesWhatItGave(FrozenTraining expected, String sync) {
        FrozenTraining found = FrozenTraining.of(expected.network(), sync);

        assertNear("losses", found.losses(), expected.losses(), TOLERANCE);
        assertNear("parameters", toDoubles(found.parameters()), toDoubles(expected.parameters()), TOLERANCE);
        assertEachNear("mean of batch norm", found.runningMean(), expected.runningMean());
        assertEachNear("variance of batch norm", found.runningVariance(), expected.runningVariance());
    }

    @Test
    @DisabledIfSystemProperty(named = FREEZE, matches = "true")
    void everyNetworkIsFrozen() throws IOException {
        assertThat(FrozenTraining.read()).extracting(FrozenTraining::network).containsExactly(FrozenNetwork.values());
    }

    @Test
    @EnabledIfSystemProperty(named = FREEZE, matches = "true")
    void theFileIsWrittenOnRequestAlone() throws IOException {
        List<FrozenTraining> trainings = new ArrayList<>();
        for (FrozenNetwork network : FrozenNetwork.values()) {
            trainings.add(FrozenTraining.of(network, "collective"));
        }
        FrozenTraining.write(trainings);
    }

    private static void assertEachNear(String what, double[][] found, double[][] expected) {
        assertThat(found.length).as(what).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertNear(what + " " + i, found[i], expected[i], TOLERANCE);
        }
    }
}
