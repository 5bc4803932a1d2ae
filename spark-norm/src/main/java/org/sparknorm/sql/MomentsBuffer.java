package org.sparknorm.sql;

import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.sparknorm.column.Refusal;
import org.sparknorm.column.RowCodec;
import org.sparknorm.column.ScannedColumn;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.column.scan.ColumnReader;
import org.sparknorm.core.Moments;

/** The state of {@link MomentsAggregate} for a group: the rows of this task, and the moments of others. */
final class MomentsBuffer {

    private static final int HEAD = Integer.BYTES;

    private final ScannedColumn column;
    private final ColumnReader rows;
    private ColumnMoments others;

    MomentsBuffer(ScannedColumn column) {
        this.column = column;
        this.rows = new ColumnReader(column, 0, 0);
        this.others = ColumnMoments.empty(column.name());
    }

    static MomentsBuffer of(ScannedColumn column, byte[] bytes) {
        MomentsBuffer buffer = new MomentsBuffer(column);
        if (bytes.length > 0) {
            ByteBuffer values = ByteBuffer.wrap(bytes);
            int size = values.getInt();
            double[] moments = new double[(bytes.length - HEAD) / Double.BYTES];
            values.asDoubleBuffer().get(moments);
            buffer.others = new ColumnMoments(column.name(), size, Moments.ofArray(moments));
        }
        return buffer;
    }

    /** Returns the moments of all rows as bytes; none where no row counted. */
    byte[] toBytes() {
        ColumnMoments all = all();
        if (all.isEmpty()) {
            return new byte[0];
        }
        double[] moments = all.moments().toArray();
        ByteBuffer values = ByteBuffer.allocate(HEAD + moments.length * Double.BYTES);
        values.putInt(all.size()).asDoubleBuffer().put(moments);
        return values.array();
    }

    void add(Object value) {
        if (value != null) {
            rows.read(value);
            require(rows.add(1));
        }
    }

    MomentsBuffer merge(MomentsBuffer other) {
        ColumnMoments found = other.all();
        require(all().refusalOf(found));
        others = others.merge(found);
        return this;
    }

    /** Returns the row [count, mean, unbiased variance]. */
    InternalRow toRow() {
        ColumnMoments all = all();
        if (all.isEmpty()) {
            return new GenericInternalRow(new Object[] {0L, null, null});
        }
        Moments moments = all.moments();
        return new GenericInternalRow(
                new Object[] {moments.rows(), RowCodec.array(moments.mean()), RowCodec.array(moments.unbiasedVariance())
                });
    }

    /** Returns all moments as a new value: rows may still be added to this buffer. */
    private ColumnMoments all() {
        ColumnMoments all = rows.result();
        require(all.refusalOf(others));
        return all.isEmpty() ? others.copy() : all.merge(others);
    }

    private static void require(Refusal refusal) {
        if (!refusal.isNone()) {
            throw new IllegalArgumentException("moments: " + refusal.text());
        }
    }
}
