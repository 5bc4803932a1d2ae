package org.sparknorm.kryo;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
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
    }
}
