package org.sparknorm.sql;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.sparknorm.column.ChannelNormFunction;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.core.Affine;
import org.sparknorm.core.ChannelNorm;
import org.sparknorm.core.RowNorm;
import org.sparknorm.spark.ScalaCollections;
import org.sparknorm.spark.SparkSql;
import org.sparknorm.spark.SparkVersion;

/**
 * The norms as SQL functions, on vectors, array&lt;double&gt; and array&lt;float&gt;; the result has the type of x.
 *
 * <pre>{@code
 * layer_norm(x[, gamma, beta[, epsilon]])                       epsilon: 1e-5
 * rms_norm(x[, gamma[, epsilon]])                               epsilon: 1e-6
 * group_norm(x, groups, channels[, gamma, beta[, epsilon]])     epsilon: 1e-5
 * batch_norm(x, mean, variance[, gamma, beta[, epsilon]])       epsilon: 1e-5; one value a channel in each array
 * moments(x)                                                    aggregate: struct<count: bigint, mean: array<double>,
 *                                                               variance: array<double>>, a value for each element
 *
 * SELECT layer_norm(embedding) FROM documents
 * SELECT rms_norm(embedding, array(1.0, 0.5, 2.0), 1e-6) FROM documents
 * SELECT batch_norm(x, m.mean, m.variance) FROM t, (SELECT moments(x) AS m FROM t)
 * }</pre>
 *
 * <p>Installed for all sessions by {@code spark.sql.extensions=org.sparknorm.sql.NormExtensions}, or for one by
 * {@link #register}; then also in {@code functions.call_function} and in streaming queries. The pipeline stages need
 * neither.
 *
 * <p>Groups, channels and epsilon are constants; gamma, beta, mean and variance are arrays of numbers, constants or
 * columns, and a literal NULL for gamma or beta means none. A wrong number or type of arguments is an
 * AnalysisException; a length that does not fit fails the query with an IllegalArgumentException.
 *
 * <p>Arrays of other numbers are cast to array&lt;double&gt;, as is an untyped NULL. NULL gives NULL, as does a column
 * of parameters that is NULL; moments leaves NULLs out, and of none its count is 0 and the rest NULL. Elements that are
 * NULL, NaN or infinite are treated as {@code handleInvalid = "keep"} treats them in the stages: they are missing,
 * count in no statistics of a row, and come out as NaN. Results out of the type's range are infinite. The variance of
 * moments is the unbiased one, as {@code variance} in SQL and as a fitted {@code SyncBatchNorm} has it; of one row it
 * is NaN.
 */
public final class NormFunctions {

    private NormFunctions() {}

    /**
     * Installs the functions in one session, where they replace others of the same names.
     *
     * @throws IllegalArgumentException for a session of Spark Connect, whose functions are its server's
     */
    public static void register(SparkSession spark) {
        SparkVersion.require();
        FunctionRegistry registry = SparkSql.functionRegistry(spark);
        if (registry == null) {
            throw new IllegalArgumentException(
                    "found a Spark Connect session, which can register no functions of a JVM;"
                            + " start its server with spark.sql.extensions=" + NormExtensions.class.getName());
        }
        all().forEach(function -> {
            registry.createOrReplaceTempFunction(function.name(), function.ofSeq(), "java_udf");
            describe(registry, function);
        });
    }

    /** Adds usage and examples, under the identifier that this version of Spark made of the name. */
    private static void describe(FunctionRegistry registry, NormFunction function) {
        for (FunctionIdentifier found : ScalaCollections.list(registry.listFunction())) {
            if (found.funcName().equals(function.name())) {
                registry.registerFunction(found, function.info(), function.ofSeq());
            }
        }
    }

    static List<NormFunction> all() {
        return List.of(
                new NormFunction(FunctionInfo.layerNorm(), NormFunctions::layerNorm),
                new NormFunction(FunctionInfo.rmsNorm(), NormFunctions::rmsNorm),
                new NormFunction(FunctionInfo.groupNorm(), NormFunctions::groupNorm),
                new NormFunction(FunctionInfo.batchNorm(), NormFunctions::batchNorm),
                new NormFunction(FunctionInfo.moments(), NormFunctions::moments));
    }

    private static Expression layerNorm(List<Expression> values) throws AnalysisException {
        NormArguments arguments = new NormArguments("layer_norm", values, 1, 3, 4);
        RowNorm norm = RowNorm.layer(arguments.epsilon(3, 1e-5));
        return arguments.call(1, 3, affine -> new RowNormFunction(norm, 0, affine[0], affine[1]).requireParams());
    }

    private static Expression rmsNorm(List<Expression> values) throws AnalysisException {
        NormArguments arguments = new NormArguments("rms_norm", values, 1, 2, 3);
        RowNorm norm = RowNorm.rms(arguments.epsilon(2, 1e-6));
        return arguments.call(1, 2, affine -> new RowNormFunction(norm, 0, affine[0], null).requireParams());
    }

    private static Expression groupNorm(List<Expression> values) throws AnalysisException {
        NormArguments arguments = new NormArguments("group_norm", values, 3, 5, 6);
        RowNorm norm = RowNorm.group(arguments.positive(1), arguments.epsilon(5, 1e-5));
        int channels = arguments.positive(2);
        return arguments.call(
                3, 5, affine -> new RowNormFunction(norm, channels, affine[0], affine[1]).requireParams());
    }

    private static Expression batchNorm(List<Expression> values) throws AnalysisException {
        NormArguments arguments = new NormArguments("batch_norm", values, 3, 5, 6);
        double epsilon = arguments.epsilon(5, 1e-5);
        return arguments.call(1, 5, parameters -> {
            if (parameters[0] == null || parameters[1] == null) {
                throw new IllegalArgumentException("found no mean or no variance, expected arrays of numbers");
            }
            Affine affine = new Affine(parameters[2], parameters[3]);
            return new ChannelNormFunction(ChannelNorm.of(parameters[0], parameters[1], affine, epsilon), false);
        });
    }

    private static Expression moments(List<Expression> values) throws AnalysisException {
        NormArguments arguments = new NormArguments("moments", values, 1);
        return new MomentsAggregate(arguments.rows(), 0, 0);
    }
}
