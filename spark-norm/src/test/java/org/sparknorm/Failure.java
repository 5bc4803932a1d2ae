package org.sparknorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a user reads when something was wrong. */
public final class Failure {

    private Failure() {}

    /**
     * Asserts that the code refuses its input with an IllegalArgumentException, thrown itself or as the cause of
     * Spark's report of a failed task, and that its message contains all these parts.
     */
    public static void refuses(ThrowingCallable code, String... parts) {
        Throwable thrown = catchThrowable(code);
        assertThat(thrown)
                .as("expected a refusal that says %s", Arrays.toString(parts))
                .isNotNull();
        Throwable cause = thrown;
        while (!(cause instanceof IllegalArgumentException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause).isInstanceOf(IllegalArgumentException.class);
        assertThat(cause.getMessage()).contains(parts);
    }
}
