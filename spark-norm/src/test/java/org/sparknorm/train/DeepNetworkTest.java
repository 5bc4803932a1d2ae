package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Program;

class DeepNetworkTest {

    @ParameterizedTest
    @EnumSource(value = NormKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aHundredPreNormResidualLayersAreOneShortLineAndTrain(NormKind kind) {
        Program program = new Program(
                Network.parse("dense 32, 100 x residual(norm, dense 32, relu), norm, dense 4"),
                Shape.of(20),
                Normalization.of(kind).withGroups(4));
        Workers workers = new Workers(program, 1, 1, 0.03);
        Batch batch = Batches.randomRows(program, 64, 2);
        workers.step(List.of(batch));
        double first = workers.loss;
        for (int s = 0; s < 45; s++) {
            workers.step(List.of(batch));
        }

        assertThat(program.batchNormChannels()).hasSize(kind.isBatch() ? 101 : 0);
        assertThat(workers.loss).isLessThan(0.5 * first);
    }
}
