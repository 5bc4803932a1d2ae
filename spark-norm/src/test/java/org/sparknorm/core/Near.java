package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Equality of arrays within a part of their largest magnitude. */
public final class Near {

    private Near() {}

    /** Asserts that no element differs by more than {@code tolerance * max|expected|}; two nulls are equal. */
    public static void assertNear(String what, double[] found, double[] expected, double tolerance) {
        if (expected == null) {
            assertThat(found).as(what).isNull();
            return;
        }
        assertThat(found).as(what).hasSameSizeAs(expected);
        double allowed =
                tolerance * Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(found[i] - expected[i]))
                    .as("%s[%d]: found %s, expected %s", what, i, found[i], expected[i])
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
