package org.sparknorm.sql;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.sparknorm.spark.ScalaCollections;
import scala.Function1;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/** A SQL function: its description, and what makes an expression of its arguments. */
final class NormFunction extends AbstractFunction1<Seq<Expression>, Expression> {

    /** The expression of a call. */
    interface Builder extends Serializable {
        Expression of(List<Expression> arguments) throws AnalysisException;
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

    /** Returns this function of any Seq as one of what is a Seq to Spark: in Scala 2.13 the immutable one. */
    @SuppressWarnings("unchecked")
    <F extends Function1<?, Expression>> F ofSeq() {
        return (F) this;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
        try {
            return builder.of(ScalaCollections.list(arguments));
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
