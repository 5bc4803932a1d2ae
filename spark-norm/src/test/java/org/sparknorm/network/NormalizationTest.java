package org.sparknorm.network;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
    void epsilonMustBePositiveAndFinite(double epsilon) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(NormKind.LAYER, 0, epsilon))
                .withMessage("epsilon must be positive and finite, found " + epsilon);
    }
}
