package org.sparknorm.sql;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.RowType;
import org.sparknorm.column.ScannedColumn;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The aggregate function {@code moments(x)} of {@link NormFunctions}. */
final class MomentsAggregate extends TypedImperativeAggregate<MomentsBuffer> implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final StructType RESULT = new StructType()
            .add("count", DataTypes.LongType, false)
            .add("mean", DataTypes.createArrayType(DataTypes.DoubleType, false))
            .add("variance", DataTypes.createArrayType(DataTypes.DoubleType, false));

    private final Expression child;
    private final int mutableOffset;
    private final int inputOffset;

    MomentsAggregate(Expression child, int mutableOffset, int inputOffset) {
        this.child = child;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    @Override
    public MomentsBuffer createAggregationBuffer() {
        return new MomentsBuffer(column());
    }

    @Override
    public MomentsBuffer update(MomentsBuffer buffer, InternalRow row) {
        buffer.add(child.eval(row));
        return buffer;
    }

    @Override
    public MomentsBuffer merge(MomentsBuffer buffer, MomentsBuffer other) {
        return buffer.merge(other);
    }

    @Override
    public Object eval(MomentsBuffer buffer) {
        return buffer.toRow();
    }

    @Override
    public byte[] serialize(MomentsBuffer buffer) {
        return buffer.toBytes();
    }

    @Override
    public MomentsBuffer deserialize(byte[] bytes) {
        return MomentsBuffer.of(column(), bytes);
    }

    @Override
    public String prettyName() {
        return "moments";
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public DataType dataType() {
        return RESULT;
    }

    @Override
    public Seq<Expression> children() {
        return CollectionConverters.asScala(List.of(child)).toSeq();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new MomentsAggregate(children.apply(0), mutableOffset, inputOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new MomentsAggregate(child, offset, inputOffset);
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new MomentsAggregate(child, mutableOffset, offset);
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int index) {
        return index == 0 ? child : index == 1 ? mutableOffset : inputOffset;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof MomentsAggregate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MomentsAggregate that
                && child.equals(that.child)
                && mutableOffset == that.mutableOffset
                && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(child, mutableOffset, inputOffset);
    }

    private ScannedColumn column() {
        String name = NormArguments.nameOf(child instanceof Cast cast ? cast.child() : child);
        return new ScannedColumn(name, RowType.of(child.dataType()), RowType.containsNull(child.dataType()));
    }
}
