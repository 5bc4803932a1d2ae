package org.sparknorm.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;

/** Columns, expressions and the functions of a session. */
public final class SparkSql {

    private SparkSql() {}

    public static Column column(Expression expression) {
        return ExpressionUtils.column(expression);
    }

    public static Expression expression(Column column) {
        return ExpressionUtils.expression(column);
    }

    /** Returns null for a session of Spark Connect, which has none in this JVM. */
    public static FunctionRegistry functionRegistry(SparkSession spark) {
        return spark instanceof org.apache.spark.sql.classic.SparkSession session
                ? session.sessionState().functionRegistry()
                : null;
    }
}
