package org.sparknorm.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 16 3, norm, relu, maxpool 2, flatten, dense 128, norm, relu, dense 10",
                "conv 8 5 stride 2, gelu, avgpool, dense 10",
                "dense 64, 100 x residual(norm, dense 64, relu), dense 10",
                "dense 64, 100 x (residual(dense 64, relu), norm), dense 10",
                "3 x (2 x dense 4, residual(residual(gelu))), dense 2"
            })
    void textRoundTrips(String text) {
        assertThat(Network.parse(text)).hasToString(text);
        assertThat(Network.parse(Network.parse(text).toString())).isEqualTo(Network.parse(text));
    }

    @Test
    void builderAndTextSayTheSame() {
        Network built = Network.empty()
                .conv(16, 3)
                .norm()
                .relu()
                .maxPool(2)
                .conv(8, 3, 2)
                .gelu()
                .avgPool()
                .flatten()
                .repeat(3, n -> n.residual(b -> b.dense(8).relu()).norm())
                .dense(10);

        assertThat(built)
                .isEqualTo(Network.parse("conv 16 3, norm, relu, maxpool 2, conv 8 3 stride 2, gelu, avgpool, flatten,"
                        + " 3 x (residual(dense 8, relu), norm), dense 10"));
    }

    @Test
    void spaceIsFreeAndAGroupOfOneLayerNeedsNoParentheses() {
        assertThat(Network.parse(" 2x( relu ) ,dense  10 ")).hasToString("2 x relu, dense 10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                      | column 1: expected a layer (dense,          | found the end
            dense                   | column 6: expected the number of units      | found the end
            dense ten               | column 7: expected the number of units      | found 'ten'
            dense 10,               | column 10: expected a layer                 | found the end
            dense 10 relu           | column 10: expected ',' or the end          | found 'relu'
            relu, dnse 10           | column 7: expected a layer                  | found 'dnse'
            conv 16, norm           | column 8: expected the size of the kernel   | found ','
            conv 16 4               | column 1: conv: an odd kernel is expected   | found 4
            relu, dense 0           | column 7: dense: units must be at least 1   | found 0
            residual dense 4        | column 10: expected '('                     | found 'dense'
            residual(dense 4        | column 17: expected ',' or ')'              | found the end
            residual()              | column 10: expected a layer                 | found ')'
            3 residual(relu)        | column 3: expected 'x' after the count 3    | found 'residual'
            0 x relu                | column 1: repetition: times must be         | found 0
            dense 10)               | column 9: expected ',' or the end           | found ')'
            dense 12345678901       | column 7: the number of units is too large  | 12345678901
            Dense 10                | column 1: expected a layer                  | found 'Dense'
            """)
    void whatDoesNotParseSaysWhereAndWhatIsExpected(String text, String where, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageContaining(where)
                .withMessageContaining(found)
                .withMessageEndingWith(" in: " + text);
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse("residual(".repeat(100_000)))
                .withMessageContaining("nested more than 50 deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse("2 x ".repeat(100_000) + "relu"))
                .withMessageContaining("nested more than 50 deep");
    }
}
