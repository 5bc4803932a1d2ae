package org.sparknorm.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A call of an object's method in a query plan, compiled into Spark's stages, on the binary values themselves.
 *
 * <p>The object gives every result in one buffer. Generated code writes a value away before it asks for the next, so it
 * gets the buffer. Whoever calls {@link #eval}, such as constant folding or an interpreted projection, may keep the
 * value, and gets a copy.
 */
public final class CallExpression extends Expression implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Serializable target;
    private final String method;
    private final DataType returned;
    private final Seq<Expression> children;
    private final int[] parameters;
    private final boolean named;
    private transient Invoke invoke;

    private CallExpression(
            String name,
            Serializable target,
            String method,
            DataType returned,
            Seq<Expression> children,
            int[] parameters,
            boolean named) {
        this.name = name;
        this.target = target;
        this.method = method;
        this.returned = returned;
        this.children = children;
        this.parameters = parameters;
        this.named = named;
    }

    /** Returns a call with one argument; only calls of the same object are equal. */
    static CallExpression of(Serializable target, String method, DataType returned, Expression argument) {
        Seq<Expression> arguments =
                CollectionConverters.asScala(List.of(argument)).toSeq();
        return new CallExpression(target.toString(), target, method, returned, arguments, new int[0], false);
    }

    /**
     * Returns a call of the method {@code normalize} by a SQL function, equal to any call of the function with equal
     * arguments.
     *
     * @param arguments all that were written: the rows first, then parameters and constants
     * @param parameters positions of the arguments that go to the method with the rows, as one struct; none: the rows
     *     alone
     */
    public static CallExpression ofFunction(
            String function, Serializable target, DataType returned, List<Expression> arguments, int... parameters) {
        Seq<Expression> children = CollectionConverters.asScala(arguments).toSeq();
        return new CallExpression(function, target, "normalize", returned, children, parameters.clone(), true);
    }

    @Override
    public Object eval(InternalRow row) {
        return InternalRow.copyValue(invoke().eval(row));
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return invoke().genCode(context);
    }

    @Override
    public boolean foldable() {
        return CollectionConverters.asJava(children).stream().allMatch(Expression::foldable);
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public DataType dataType() {
        return returned;
    }

    @Override
    public String prettyName() {
        return name;
    }

    @Override
    public Seq<Expression> children() {
        return children;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new CallExpression(name, target, method, returned, others, parameters, named);
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int index) {
        return children;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CallExpression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallExpression that
                && name.equals(that.name)
                && method.equals(that.method)
                && named == that.named
                && (named || target == that.target)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, method, children);
    }

    private Invoke invoke() {
        if (invoke == null) {
            List<Expression> arguments = new ArrayList<>(List.of(children.apply(0)));
            if (parameters.length > 0) {
                arguments.add(struct());
            }
            invoke = new Invoke(
                    Literal.create(target, new ObjectType(target.getClass())),
                    method,
                    returned,
                    CollectionConverters.asScala(arguments).toSeq(),
                    CollectionConverters.<AbstractDataType>asScala(List.of()).toSeq(),
                    false,
                    true,
                    true);
        }
        return invoke;
    }

    private Expression struct() {
        List<Expression> fields = new ArrayList<>();
        for (int parameter : parameters) {
            fields.add(Literal.create("p" + parameter, DataTypes.StringType));
            fields.add(children.apply(parameter));
        }
        return new CreateNamedStruct(CollectionConverters.asScala(fields).toSeq());
    }
}
