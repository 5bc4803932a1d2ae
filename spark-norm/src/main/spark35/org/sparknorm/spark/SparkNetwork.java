package org.sparknorm.spark;

import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.util.TransportConf;
import scala.Option;

/** Settings of Spark's network library. */
public final class SparkNetwork {

    private SparkNetwork() {}

    /**
     * @param module part of the names of settings: {@code spark.MODULE.io.*}
     * @param threads threads of server and client, at most
     */
    public static TransportConf conf(SecurityManager security, SparkConf conf, String module, int threads) {
        return SparkTransportConf.fromSparkConf(conf, module, threads, Option.empty());
    }
}
