package org.sparknorm.spark;

import scala.util.Properties;

/** The line of Spark that this jar is built for, against the Spark that it finds. */
public final class SparkVersion {

    private static final String REFUSAL = refusal(
            SparkLine.NAME, org.apache.spark.package$.MODULE$.SPARK_VERSION(), Properties.versionNumberString());

    private SparkVersion() {}

    /**
     * Refuses a Spark of another line, before the first call of what that one does not have.
     *
     * @throws UnsupportedOperationException whose message names the right jar
     */
    public static void require() {
        if (REFUSAL != null) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }

    /** Returns null where a jar for the line runs. */
    static String refusal(String line, String spark, String scala) {
        boolean isOld = spark.startsWith("3.");
        if (line.equals("4") ? !isOld : spark.startsWith("3.5.")) {
            return null;
        }
        String found = "found Spark " + spark + ", expected Spark " + line + ", which this jar of spark-norm is for; ";
        if (!isOld) {
            return found + "take the one named spark-norm";
        }
        return spark.startsWith("3.5.")
                ? found + "take the one named spark-norm-spark35_" + scala.substring(0, scala.lastIndexOf('.'))
                : found + "the oldest Spark that it has a jar for is 3.5";
    }
}
