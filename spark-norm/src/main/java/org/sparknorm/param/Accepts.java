package org.sparknorm.param;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.spark.ml.param.Params;
import scala.runtime.AbstractFunction1;

/** The validity check that the {@code Has...} interfaces give to Spark's params: it throws, and says why. */
public final class Accepts<V> extends AbstractFunction1<V, Object> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A predicate that travels with its param. */
    public interface Test<V> extends Predicate<V>, Serializable {}

    private final String stage;
    private final String param;
    private final String expected;
    private final Test<V> test;

    /** @param expected condition that a value must fulfil, for the message */
    public Accepts(Params stage, String param, String expected, Test<V> test) {
        this.stage = stage.uid();
        this.param = param;
        this.expected = expected;
        this.test = test;
    }

    @Override
    public Object apply(V value) {
        if (!test.test(value)) {
            throw new IllegalArgumentException(
                    stage + ": " + param + " must be " + expected + ", found " + text(value));
        }
        return true;
    }

    private static String text(Object value) {
        if (value instanceof double[] array) {
            return Arrays.toString(array);
        }
        return value instanceof int[] array ? Arrays.toString(array) : String.valueOf(value);
    }
}
