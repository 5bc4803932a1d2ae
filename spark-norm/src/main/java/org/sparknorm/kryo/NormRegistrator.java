package org.sparknorm.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.column.scan.ScanResult;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.Moments;
import org.sparknorm.core.ShiftedSums;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.program.Program;
import org.sparknorm.shard.Shards;
import org.sparknorm.train.Trainer;

/**
 * Registers what the library sends between processes, so that it runs with
 * {@code spark.kryo.registrationRequired=true}:
 *
 * <pre>{@code
 * spark.serializer        org.apache.spark.serializer.KryoSerializer
 * spark.kryo.registrator  org.sparknorm.kryo.NormRegistrator
 * }</pre>
 *
 * <p>And what Spark's own stages and readers are known to send, which Spark leaves to the user to register.
 */
public final class NormRegistrator implements KryoRegistrator {

    @Override
    public void registerClasses(Kryo kryo) {
        register(kryo, arrays());
        register(kryo, schemas());
        register(kryo, Moments.onTheWire());
        register(kryo, List.of(ShiftedSums.class, ShiftedSums[].class, GradientSums.class));
        register(kryo, List.of(ColumnMoments.class, ColumnMoments[].class, ScanResult.class));
        register(kryo, Optimizer.onTheWire());
        register(kryo, Program.onTheWire());
        register(kryo, Shards.onTheWire());
        register(kryo, Trainer.onTheWire());
        register(kryo, NeuralNetClassificationModel.onTheWire());
        SparkClasses.register(kryo);
    }

    private static void register(Kryo kryo, List<Class<?>> classes) {
        classes.forEach(kryo::register);
    }

    private static List<Class<?>> arrays() {
        return List.of(int[].class, float[].class, float[][].class, long[].class, double[].class, double[][].class);
    }

    private static List<Class<?>> schemas() {
        return List.of(
                SQLDataTypes.VectorType().getClass(),
                ArrayType.class,
                DataTypes.DoubleType.getClass(),
                DataTypes.FloatType.getClass());
    }
}
