package org.sparknorm.kryo;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.Moments;
import org.sparknorm.sql.ColumnMoments;
import org.sparknorm.sql.ScanResult;

/**
 * Registers what the library sends between processes, so that it runs with {@code spark.kryo.registrationRequired=true}:
 *
 * <pre>{@code
 * spark.serializer        org.apache.spark.serializer.KryoSerializer
 * spark.kryo.registrator  org.sparknorm.kryo.NormRegistrator
 * }</pre>
 *
 * <p>And what Spark sends to infer the schema of Parquet files with columns of vectors or arrays, which it leaves to the
 * user to register.
 */
public final class NormRegistrator implements KryoRegistrator {

    @Override
    public void registerClasses(Kryo kryo) {
        kryo.register(double[].class);
        kryo.register(Moments.class);
        kryo.register(GradientSums.class);
        kryo.register(ColumnMoments.class);
        kryo.register(ColumnMoments[].class);
        kryo.register(ScanResult.class);
        kryo.register(SQLDataTypes.VectorType().getClass());
        kryo.register(ArrayType.class);
        kryo.register(DataTypes.DoubleType.getClass());
        kryo.register(DataTypes.FloatType.getClass());
    }
}
