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
 * @param gridChecksum of what the grid says, whatever its layout
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
        String gridChecksum,
        List<String> masters,
        String begun) {

    private static final int MEGABYTE_BITS = 20;

    /** This JVM's, now. */
    static Environment here(StudyGrid grid, List<String> masters) {
        Runtime runtime = Runtime.getRuntime();
        return new Environment(
                package$.MODULE$.SPARK_VERSION(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                runtime.availableProcessors(),
                runtime.maxMemory() >> MEGABYTE_BITS,
                grid.name(),
                grid.checksum(),
                masters,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** This, begun when the other was. */
    Environment begunWith(Environment other) {
        return new Environment(
                sparkVersion,
                javaVersion,
                operatingSystem,
                machineCores,
                driverMemoryMegabytes,
                grid,
                gridChecksum,
                masters,
                other.begun);
    }
}
