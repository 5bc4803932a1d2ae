package org.sparknorm.sync;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.apache.spark.SparkConf;

/**
 * The keys that the driver gives its workers so that they can join one {@link Collective}; they travel in the closure
 * of the barrier stage's tasks. Make new settings for every job.
 *
 * <table>
 * <caption>Spark settings that are read</caption>
 * <tr><td>{@code spark.norm.collective.timeout}</td><td>60s</td>
 *     <td>the longest wait for another rank, a time with its unit as everywhere in Spark</td></tr>
 * <tr><td>{@code spark.authenticate}, {@code spark.network.crypto.*}, {@code spark.ssl.rpc.*}</td><td></td>
 *     <td>apply to the workers' connections; without {@code spark.authenticate} the workers know each other by a
 *     random secret of the job</td></tr>
 * </table>
 *
 * Speculation may be on: Spark never speculates on the tasks of a barrier stage. Dynamic allocation may not: Spark runs
 * no barrier stage under it (SPARK-24942).
 *
 * @param job names the job; a worker of another job is turned away
 * @param secret known to the job's own workers only
 * @param timeoutMillis the longest wait for another rank
 */
public record CollectiveSettings(String job, String secret, long timeoutMillis) implements Serializable {

    private static final String TIMEOUT = "spark.norm.collective.timeout";
    private static final String DYNAMIC_ALLOCATION = "spark.dynamicAllocation.enabled";
    private static final String ENCRYPTION = "spark.network.crypto.enabled";
    private static final String CIPHER = "spark.network.crypto.cipher";
    private static final int SECRET_BYTES = 32;

    /**
     * Returns the settings with a new random secret.
     *
     * @throws IllegalArgumentException if a setting of Spark rules the collective out: dynamic allocation, the cipher
     *     AES/GCM, or a timeout that is no positive time
     */
    public static CollectiveSettings of(SparkConf conf) {
        refuseDynamicAllocation(conf);
        refuseGcm(conf);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new CollectiveSettings(
                UUID.randomUUID().toString(), Base64.getEncoder().encodeToString(secret), timeoutMillis(conf));
    }

    private static long timeoutMillis(SparkConf conf) {
        long millis;
        try {
            millis = conf.getTimeAsMs(TIMEOUT, "60s");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(TIMEOUT + " must be a time such as 60s, found: " + conf.get(TIMEOUT), e);
        }
        if (millis <= 0) {
            throw new IllegalArgumentException(TIMEOUT + " must be positive, found: " + conf.get(TIMEOUT));
        }
        return millis;
    }

    private static void refuseDynamicAllocation(SparkConf conf) {
        String master = conf.get("spark.master", "");
        boolean oneProcess = master.equals("local") || master.startsWith("local[");
        if (conf.getBoolean(DYNAMIC_ALLOCATION, false) && !oneProcess) {
            throw new IllegalArgumentException("The collective needs a barrier stage, and Spark runs none under dynamic"
                    + " allocation (SPARK-24942): set " + DYNAMIC_ALLOCATION + "=false, found true");
        }
    }

    private static void refuseGcm(SparkConf conf) {
        String cipher = conf.get(CIPHER, "AES/CTR/NoPadding");
        if (conf.getBoolean(ENCRYPTION, false) && cipher.contains("GCM")) {
            throw new IllegalArgumentException("Spark's AES/GCM delivers the first message of a connection only"
                    + " (SPARK-56227): set " + CIPHER + "=AES/CTR/NoPadding, found " + cipher);
        }
    }

    /** Leaves out the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "CollectiveSettings[job=" + job + ", timeoutMillis=" + timeoutMillis + "]";
    }
}
