package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.ParameterSlice.Kind;

class ProgramTest {

    private static Program program(String network, NormKind kind, int... shape) {
        return new Program(Network.parse(network), Shape.of(shape), Normalization.of(kind));
    }

    @Test
    void parametersAreWeightsThenBiasesThenGammasAndBetas() {
        Program program = program("conv 4 3, norm, relu, dense 3", NormKind.SYNC_BATCH, 2, 5, 5);

        assertThat(program.slices())
                .containsExactly(
                        new ParameterSlice("1 conv 4 3", Kind.WEIGHT, 0, 72, 18, 36),
                        new ParameterSlice("4 dense 3", Kind.WEIGHT, 72, 300, 100, 3),
                        new ParameterSlice("1 conv 4 3", Kind.BIAS, 372, 4, 0, 0),
                        new ParameterSlice("4 dense 3", Kind.BIAS, 376, 3, 0, 0),
                        new ParameterSlice("2 norm", Kind.GAMMA, 379, 4, 0, 0),
                        new ParameterSlice("2 norm", Kind.BETA, 383, 4, 0, 0));
        assertThat(program.weightCount()).isEqualTo(372);
        assertThat(program.parameterCount()).isEqualTo(387);
    }

    @Test
    void onlySynchronizedBatchNormHasGradientsThatAreSummedAlready() {
        assertThat(program("dense 4, norm, dense 3", NormKind.SYNC_BATCH, 5).summedCount())
                .isEqualTo(39);
        assertThat(program("dense 4, norm, dense 3", NormKind.BATCH, 5).summedCount())
                .isEqualTo(47);
        assertThat(program("dense 4, norm, dense 3", NormKind.NONE, 5).parameterCount())
                .isEqualTo(39);
    }

    @ParameterizedTest
    @CsvSource({"LAYER, 200, 200", "RMS, 200, 0", "GROUP, 8, 8", "BATCH, 8, 8", "SYNC_BATCH, 8, 8"})
    void anImagesNormHasAGammaForEachChannelOrElement(NormKind kind, int gammas, int betas) {
        Program program = new Program(
                Network.parse("conv 8 3, norm, dense 2"),
                Shape.of(1, 5, 5),
                Normalization.of(kind).withGroups(4));

        assertThat(length(program, Kind.GAMMA)).isEqualTo(gammas);
        assertThat(length(program, Kind.BETA)).isEqualTo(betas);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conv 4 3, dense 2                    | layer 1 'conv 4 3': got 784 features, expected an image
            dense 9, relu, maxpool 2, dense 2   | layer 3 'maxpool 2': got 9 features, expected an image of at least 2x2
            dense 9, residual(dense 8), dense 2  | layer 2 'residual(dense 8)': the branch gives 8 features, expected 9
            dense 9, 3 x (dense 9, norm, relu), 2 x residual(norm, dense 5), dense 2| layer 11 'residual(norm, dense 5)'
            dense 1                              | the network gives 1 features for a row, expected one score for each
            relu                                 | no layer with parameters
            999999 x relu, dense 2               | more than 10000 layers
            dense 99999999, dense 99999999       | layer 1 'dense 99999999': the parameters do not fit one array
            """)
    void whatDoesNotFitNamesTheLayerWhatItGotAndWhatItExpects(String network, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program(network, NormKind.GROUP, 784))
                .withMessageContaining(message);
    }

    @Test
    void channelsThatDoNotDivideIntoTheGroupsAskedForAreRefused() {
        Normalization eight = Normalization.of(NormKind.GROUP).withGroups(8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Program(Network.parse("dense 30, norm, dense 2"), Shape.of(784), eight))
                .withMessageContaining("layer 2 'norm': got 30 features, expected channels that divide into 8 groups");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 8", "30, 30", "37, 1", "48, 24", "64, 32", "100, 25"})
    void groupsAreTheLargestDivisorOfTheChannelsUpTo32WhereNobodyAsksForANumber(int channels, int groups) {
        Normalization normalization = Normalization.of(NormKind.GROUP);

        assertThat(normalization.groupsOf(channels)).isEqualTo(groups);
        assertThat(normalization.withGroups(2).groupsOf(channels)).isEqualTo(2);
        assertThat(program("dense " + channels + ", norm, dense 2", NormKind.GROUP, 3)
                        .parameterCount())
                .isEqualTo(8 * channels + 2);
    }

    @Test
    void aShapeIsFeaturesOrAnImage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(28, 28))
                .withMessageContaining("(features) or (channels, height, width), found [28, 28]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(3, 0, 2))
                .withMessageContaining("found [3, 0, 2]");
    }

    @Test
    void gradientNormsAreThoseOfEachLayersSlices() {
        Program program = program("dense 2, norm, dense 2", NormKind.LAYER, 1);
        float[] gradients = {3, 0, 0, 0, 0, 0, 4, 0, 0, 2, 1, 2, 3, 4};

        assertThat(program.layers()).containsExactly("1 dense 2", "3 dense 2", "2 norm");
        assertThat(program.gradientNorms(gradients)).containsExactly(new double[] {5, 2, Math.sqrt(30)}, within(1e-12));
    }

    private static int length(Program program, Kind kind) {
        return program.slices().stream()
                .filter(slice -> slice.kind() == kind)
                .mapToInt(ParameterSlice::length)
                .sum();
    }
}
