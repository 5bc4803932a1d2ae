package org.sparknorm.examples.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.package$;

/**
 * Where a study ran. A study that is resumed elsewhere would mix what does not compare.
 *
 * @param sparkVersion of the driver
 * @param javaVersion of the driver
 * @param operatingSystem of the driver
 * @param machineCores that the driver's JVM sees
 * @param driverMemoryMegabytes at most, of the driver's JVM
 * @param grid name of the file that said what to measure
 * @param masters of Spark, in the order in which they were measured on
 * @param begun when, in UTC, as ISO 8601 writes it; of a resumed study, its first run
 */
public record Environment(
        String sparkVersion,
        String javaVersion,
        String operatingSystem,
        int machineCores,
        long driverMemoryMegabytes,
        String grid,
        List<String> masters,
        String begun) {

    private static final int MEGABYTE_BITS = 20;

    /** This JVM's, now. */
    static Environment here(String grid, List<String> masters) {
        Runtime runtime = Runtime.getRuntime();
        return new Environment(
                package$.MODULE$.SPARK_VERSION(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                runtime.availableProcessors(),
                runtime.maxMemory() >> MEGABYTE_BITS,
                grid,
                masters,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
