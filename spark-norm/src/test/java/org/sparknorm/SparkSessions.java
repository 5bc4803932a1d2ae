package org.sparknorm;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run: Kryo with required registration, as on a user's cluster. */
public final class SparkSessions {

    private SparkSessions() {}

    /** The shared session on four local threads; it ends with the JVM. */
    public static SparkSession shared() {
        return SparkSession.builder()
                .master("local[4]")
                .appName("spark-norm tests")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", "org.sparknorm.kryo.NormRegistrator")
                .config("spark.kryo.registrationRequired", "true")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }
}
