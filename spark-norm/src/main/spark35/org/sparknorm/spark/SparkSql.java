package org.sparknorm.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Columns, expressions and the functions of a session. */
public final class SparkSql {

    private SparkSql() {}

    public static Column column(Expression expression) {
        return new Column(expression);
    }

    public static Expression expression(Column column) {
        return column.expr();
    }

    /** Never null: Spark Connect has a SparkSession of its own, in a jar of its own. */
    public static FunctionRegistry functionRegistry(SparkSession spark) {
        return spark.sessionState().functionRegistry();
    }
}
