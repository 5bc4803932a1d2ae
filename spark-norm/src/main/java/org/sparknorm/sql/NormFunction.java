package org.sparknorm.sql;

import java.io.Serializable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** A SQL function: its description, and what makes an expression of its arguments. */
final class NormFunction extends AbstractFunction1<Seq<Expression>, Expression> {

    /** The expression of a call. */
    interface Builder extends Serializable {
        Expression of(Seq<Expression> arguments) throws AnalysisException;
    }

    private final ExpressionInfo info;
    private final Builder builder;

    NormFunction(ExpressionInfo info, Builder builder) {
        this.info = info;
        this.builder = builder;
    }

    String name() {
        return info.getName();
    }

    ExpressionInfo info() {
        return info;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
        try {
            return builder.of(arguments);
        } catch (AnalysisException e) {
            throw NormFunction.<RuntimeException>unchecked(e);
        }
    }

    /** Throws what a Scala function may, and a Java one must declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(AnalysisException e) throws E {
        throw (E) e;
    }
}
