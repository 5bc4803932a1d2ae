package org.sparknorm.examples;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run: Kryo with required registration, as on a user's cluster. */
final class SparkSessions {

    private SparkSessions() {}

    /** The shared session on two local threads; it ends with the JVM. */
    static SparkSession shared() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("tests of the examples")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", "org.sparknorm.kryo.NormRegistrator")
                .config("spark.kryo.registrationRequired", "true")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }
}
