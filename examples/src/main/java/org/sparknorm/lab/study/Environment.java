package org.sparknorm.lab.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.package$;

/**
 * The place where a study ran. A study that is resumed elsewhere would mix what does not compare.
 *
 * @param sparkVersion Spark's version on the driver
 * @param javaVersion Java's version on the driver
 * @param operatingSystem name of the driver's system
 * @param machineCores number of cores that the driver's JVM sees
 * @param driverMemoryMegabytes most memory, of the driver's JVM
 * @param grid name of the file that said what to measure
 * @param gridChecksum checksum of what the grid says, whatever its layout
 * @param masters URLs of Spark's masters, in the order in which they were measured on
 * @param begun time in UTC, as ISO 8601 writes it; of a resumed study, its first run
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

    /** Looks at this JVM, now. */
    public static Environment here(StudyGrid grid, List<String> masters) {
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

    /** Returns this, begun when the other was. */
    public Environment begunWith(Environment other) {
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

    /**
     * @param earlier study that is to go on
     * @throws IllegalArgumentException if that was made elsewhere or with another grid: what was found and what is
     *     expected
     */
    public void requireSameAs(Environment earlier) {
        List<String> differences = Stream.of(
                        difference("Spark", earlier.sparkVersion, sparkVersion),
                        difference("Java", earlier.javaVersion, javaVersion),
                        difference("system", earlier.operatingSystem, operatingSystem),
                        difference("cores", earlier.machineCores, machineCores),
                        difference("MB of driver memory", earlier.driverMemoryMegabytes, driverMemoryMegabytes),
                        difference("masters", earlier.masters, masters),
                        difference(
                                "grid",
                                earlier.grid + " (" + earlier.gridChecksum + ")",
                                grid + " (" + gridChecksum + ")"))
                .flatMap(Optional::stream)
                .toList();
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("a study goes on where it began, with the grid that it began with: "
                    + String.join("; ", differences) + ". Give another output, or leave out the resuming");
        }
    }

    private static Optional<String> difference(String name, Object found, Object expected) {
        return found.equals(expected) ? Optional.empty() : Optional.of(name + " " + found + ", expected " + expected);
    }
}
