package org.sparknorm.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.column.ColumnMoments;
import org.sparknorm.column.ScanResult;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.Moments;
import org.sparknorm.optim.AdamW;
import org.sparknorm.optim.Sgd;
import org.sparknorm.program.Batch;
import org.sparknorm.program.BatchStatistics;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;
import org.sparknorm.shard.Shard;

/**
 * Registers what the library sends between processes, so that it runs with {@code spark.kryo.registrationRequired=true}:
 *
 * <pre>{@code
 * spark.serializer        org.apache.spark.serializer.KryoSerializer
 * spark.kryo.registrator  org.sparknorm.kryo.NormRegistrator
 * }</pre>
 *
 * <p>And what Spark's own stages and readers are known to send, which Spark leaves to the user to register.
 */
public final class NormRegistrator implements KryoRegistrator {

    /** What only its own package may name. */
    private static final List<String> TRAINING_INTERNAL = List.of(
            "shard.RowCheck",
            "program.Tape",
            "train.EpochLog",
            "train.RankResult",
            "train.StepSums",
            "train.TrainingState",
            "train.WorkerState");

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
        registerTraining(kryo);
        SparkClasses.register(kryo);
    }

    private static void registerTraining(Kryo kryo) {
        kryo.register(int[].class);
        kryo.register(float[].class);
        kryo.register(float[][].class);
        kryo.register(double[][].class);
        kryo.register(AdamW.class);
        kryo.register(Batch.class);
        kryo.register(BatchStatistics.class);
        kryo.register(Example.class);
        kryo.register(Sgd.class);
        kryo.register(Shard.class);
        kryo.register(Step.class);
        kryo.register(Variables.class);
        for (String name : TRAINING_INTERNAL) {
            kryo.register(classOf("org.sparknorm." + name));
        }
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " belongs to this library and is not there", e);
        }
    }
}
