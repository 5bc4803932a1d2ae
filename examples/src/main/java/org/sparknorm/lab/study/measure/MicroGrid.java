package org.sparknorm.lab.study.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Points of one way: all combinations of what is listed.
 *
 * @param way label of the method
 * @param partitions tasks whose sums are combined; of tcp 2, which need not be said
 * @param channels none for barrier
 * @param depths tree depths, of treeAggregate alone, as the next two; 2 where it is not said
 * @param finalAggregates {@code driver}, which is the default, or {@code executor}
 * @param serializers {@code java}, {@code kryo}; both by default
 * @param masters some of the study's masters; all by default
 */
public record MicroGrid(
        String way,
        List<Integer> partitions,
        List<Integer> channels,
        List<Integer> depths,
        List<String> finalAggregates,
        List<String> serializers,
        List<String> masters) {

    public static final String JAVA = "java";
    public static final String KRYO = "kryo";

    /**
     * @throws IllegalArgumentException if a list is missing, does not suit the way, or has a value that is not known
     */
    public MicroGrid {
        List<String> ways =
                Arrays.stream(SyncMethod.values()).map(SyncMethod::toString).toList();
        require("way", way, ways);
        boolean tree = SyncMethod.TREE_AGGREGATE.toString().equals(way);
        boolean barrier = SyncMethod.BARRIER.toString().equals(way);
        boolean tcp = SyncMethod.TCP.toString().equals(way);
        partitions = partitions == null && tcp ? List.of(2) : partitions;
        channels = channels == null && barrier ? List.of(0) : channels;
        requireNumbers(way, "partitions", partitions, 1);
        requireNumbers(way, "channels", channels, barrier ? 0 : 1);
        if (tcp && !partitions.equals(List.of(2))) {
            throw new IllegalArgumentException("tcp: partitions is " + partitions + ", expected 2: it is a round trip");
        }
        if (!tree && (depths != null || finalAggregates != null || serializers != null)) {
            throw new IllegalArgumentException(
                    way + ": found depths, finalAggregates or serializers, which treeAggregate alone has");
        }
        depths = depths == null ? List.of(2) : depths;
        requireNumbers(way, "depths", depths, 1);
        finalAggregates = finalAggregates == null ? List.of(MicroCase.DRIVER) : finalAggregates;
        finalAggregates.forEach(
                value -> require(way + ": finalAggregates", value, List.of(MicroCase.DRIVER, MicroCase.EXECUTOR)));
        serializers = serializers == null ? List.of(JAVA, KRYO) : serializers;
        serializers.forEach(value -> require(way + ": serializers", value, List.of(JAVA, KRYO)));
    }

    private static void require(String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected of " + String.join(", ", known));
        }
    }

    private static void requireNumbers(String way, String name, List<Integer> values, int least) {
        if (values == null || values.isEmpty() || values.stream().anyMatch(value -> value == null || value < least)) {
            throw new IllegalArgumentException(
                    way + ": " + name + " is " + values + ", expected numbers of " + least + " or more");
        }
    }

    boolean isOn(String master) {
        return masters == null || masters.contains(master);
    }

    /** Returns the points in the order of the lists, each once. */
    public static Set<MicroCase> cases(Collection<MicroGrid> grids, String master, String label) {
        Set<MicroCase> cases = new LinkedHashSet<>();
        grids.stream()
                .filter(grid -> grid.isOn(master))
                .forEach(grid -> grid.cases(label).forEach(cases::add));
        return cases;
    }

    private Stream<MicroCase> cases(String label) {
        SyncMethod found = Arrays.stream(SyncMethod.values())
                .filter(each -> each.toString().equals(way))
                .findFirst()
                .orElseThrow();
        Stream<MicroCase> sizes = partitions.stream()
                .flatMap(tasks ->
                        channels.stream().map(each -> new MicroCase(found, null, null, tasks, each, null, label)));
        if (found != SyncMethod.TREE_AGGREGATE) {
            return sizes;
        }
        // Ways that are compared come right after one another, so that what else the machine does meets all alike.
        return sizes.flatMap(size -> serializers.stream()
                .flatMap(serializer -> finalAggregates.stream()
                        .flatMap(last -> depths.stream()
                                .map(depth -> new MicroCase(
                                        found, depth, last, size.partitions(), size.channels(), serializer, label)))));
    }
}
