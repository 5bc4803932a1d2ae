package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Warnings of fit about channels that come out otherwise than a reader of standardized values expects. */
final class ChannelWarnings {

    /** Channels that a warning names; a column may have a million of them. */
    private static final int NAMED = 10;

    private ChannelWarnings() {}

    /** Returns a sentence for each kind of such channels. */
    static List<String> of(ColumnStatistics column, double epsilon) {
        double[] variance = column.variance();
        List<String> warnings = new ArrayList<>();
        String few = channels(column, c -> Double.isNaN(variance[c]));
        if (!few.isEmpty()) {
            warnings.add(
                    "column '" + column.column() + "': NaN comes out of channels with fewer than 2 values: " + few);
        }
        String small = channels(column, c -> variance[c] > 0 && variance[c] < 10 * epsilon);
        if (!small.isEmpty()) {
            warnings.add("column '" + column.column() + "': epsilon " + epsilon
                    + " makes the values small that come out" + " of channels with a variance under 10 epsilon: "
                    + small + "; a smaller epsilon does not");
        }
        return warnings;
    }

    private static String channels(ColumnStatistics column, IntPredicate isNamed) {
        int[] channels = IntStream.range(0, column.channels()).filter(isNamed).toArray();
        String names = IntStream.of(channels)
                .limit(NAMED)
                .mapToObj(c -> c + (column.count(c) < 2 ? "" : " (variance " + column.variance()[c] + ")"))
                .collect(Collectors.joining(", "));
        return channels.length > NAMED ? names + " and " + (channels.length - NAMED) + " more" : names;
    }
}
