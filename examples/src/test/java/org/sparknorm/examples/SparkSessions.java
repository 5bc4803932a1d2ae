package org.sparknorm.examples;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run, with conf/spark-defaults.conf as scripts/submit gives it. */
public final class SparkSessions {

    private SparkSessions() {}

    /** The shared session on two local threads; it ends with the JVM. */
    public static SparkSession shared() throws IOException {
        Properties defaults = new Properties();
        try (Reader in = Files.newBufferedReader(Scripts.ROOT.resolve("conf/spark-defaults.conf"))) {
            defaults.load(in);
        }
        SparkSession.Builder session = SparkSession.builder()
                .master("local[2]")
                .appName("tests of the examples")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1");
        defaults.stringPropertyNames().forEach(name -> session.config(name, defaults.getProperty(name)));
        return session.getOrCreate();
    }
}
