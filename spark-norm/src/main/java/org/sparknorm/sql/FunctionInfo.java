package org.sparknorm.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** The texts of {@code DESCRIBE FUNCTION EXTENDED}. */
final class FunctionInfo {

    private static final String ROWS = "x - a vector, array<double> or array<float>; arrays of other numbers are cast";
    private static final String AFFINE = "gamma, beta - factors and offsets: arrays of numbers, or NULL for none";
    private static final String EPSILON = "epsilon - a constant, added to the variance before the square root";

    private FunctionInfo() {}

    static ExpressionInfo layerNorm() {
        return info(
                "layer_norm",
                "_FUNC_(x[, gamma, beta[, epsilon]]) - Returns x with mean 0 and variance 1, times gamma, plus beta.",
                List.of(ROWS, AFFINE + "; one value an element", EPSILON + "; 1e-5"),
                "_FUNC_(array(1, 2, 4))",
                "[-1.0690415,-0.2672604,1.3363019]");
    }

    static ExpressionInfo rmsNorm() {
        return info(
                "rms_norm",
                "_FUNC_(x[, gamma[, epsilon]]) - Returns x divided by its root mean square, times gamma.",
                List.of(
                        ROWS,
                        "gamma - factors, one an element: an array of numbers, or NULL for none",
                        "epsilon - a constant, added to the mean square before the square root; 1e-6"),
                "_FUNC_(array(3, 4), NULL, 0.5)",
                "[0.8320503,1.1094004]");
    }

    static ExpressionInfo groupNorm() {
        return info(
                "group_norm",
                "_FUNC_(x, groups, channels[, gamma, beta[, epsilon]]) - Returns x with mean 0 and variance 1 in each"
                        + " group of channels, times gamma, plus beta.",
                List.of(
                        ROWS + "; the values of a channel lie side by side",
                        "groups - a constant that divides channels",
                        "channels - a constant that divides the number of elements",
                        AFFINE + "; one value a channel",
                        EPSILON + "; 1e-5"),
                "_FUNC_(array(1, 3, 10, 30), 2, 2)",
                "[-0.999995,0.999995,-0.99999995,0.99999995]");
    }

    static ExpressionInfo batchNorm() {
        return info(
                "batch_norm",
                "_FUNC_(x, mean, variance[, gamma, beta[, epsilon]]) - Returns x less mean, divided by the square root"
                        + " of variance, times gamma, plus beta.",
                List.of(
                        ROWS + "; the values of a channel lie side by side",
                        "mean, variance - arrays of numbers, one a channel, as moments(x) gives them",
                        AFFINE + "; one value a channel",
                        EPSILON + "; 1e-5"),
                "_FUNC_(array(1, 5), array(1, 1), array(4, 4))",
                "[0.0,1.9999975]");
    }

    static ExpressionInfo moments() {
        return info(
                "moments",
                "_FUNC_(x) - Returns the number of rows that are not NULL, and mean and unbiased variance of each"
                        + " element.",
                List.of(ROWS + "; all of one length"),
                "_FUNC_(x).mean FROM VALUES (array(1, 2)), (array(3, 2)) AS t(x)",
                "[2.0,2.0]");
    }

    private static ExpressionInfo info(String name, String usage, List<String> arguments, String call, String result) {
        String lines = arguments.stream().map(line -> "\n      * " + line).collect(Collectors.joining());
        return new ExpressionInfo(
                NormFunctions.class.getName(),
                null,
                name,
                usage,
                "\n    Arguments:" + lines + "\n  ",
                "\n    Examples:\n      > SELECT " + call + ";\n       " + result + "\n  ",
                "",
                "",
                "0.1.0",
                "",
                "java_udf");
    }
}
