package org.sparknorm.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.sql.SparkSession;
import scala.Function1;
import scala.Option;

/** Params of text, and the metadata of saved stages. */
public final class SparkMl {

    private SparkMl() {}

    /** @param uid parent's */
    public static Param<String> param(String uid, String name, String doc) {
        SparkVersion.require();
        return new Param<>(uid, name, doc);
    }

    /**
     * @param uid parent's
     * @param isValid check of a value
     */
    public static Param<String> param(String uid, String name, String doc, Function1<String, Object> isValid) {
        SparkVersion.require();
        return new Param<>(uid, name, doc, isValid);
    }

    /** @param stage class that the metadata must name */
    public static DefaultParamsReader.Metadata loadMetadata(String path, SparkSession spark, Class<?> stage) {
        SparkVersion.require();
        return DefaultParamsReader.loadMetadata(path, spark.sparkContext(), stage.getName());
    }

    public static void saveMetadata(Params stage, String path, SparkSession spark) {
        DefaultParamsWriter.saveMetadata(stage, path, spark.sparkContext(), Option.empty(), Option.empty());
    }
}
