package org.sparknorm.lab.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Numbers as the page writes them. */
public final class Numbers {

    private Numbers() {}

    /** Three digits or so: 0.064 ms, 1.52 ms, 18.3 ms, 1,250 ms. */
    public static String ms(Double micros) {
        if (micros == null) {
            return "";
        }
        double millis = micros / 1000;
        return format(millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    /** Writes one digit behind the point where the share is near 0 or 100 %. */
    public static String percent(double share) {
        return format(share < 0.1 || share > 0.99 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    public static String times(double factor) {
        return format(factor < 10 ? "%.1f" : "%,.0f", factor);
    }

    public static String count(long number) {
        return format("%,d", number);
    }

    public static String channels(long number) {
        return count(number) + (number == 1 ? " channel" : " channels");
    }

    public static String partitions(long number) {
        return count(number) + (number == 1 ? " partition" : " partitions");
    }

    /** Returns a rounded number, as in 1.5 million. */
    public static String rough(long number) {
        if (number < 1_000_000) {
            return count(number);
        }
        return number < 1_000_000_000 ? format("%.1f million", number / 1e6) : format("%,.1f billion", number / 1e9);
    }

    public static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Returns at most so many of the distinct values, the smallest and the largest among them, in order. */
    public static List<Integer> spread(IntStream values, int most) {
        int[] all = values.distinct().sorted().toArray();
        if (all.length <= most) {
            return Arrays.stream(all).boxed().toList();
        }
        return IntStream.range(0, most)
                .map(i -> all[Math.round((float) i * (all.length - 1) / (most - 1))])
                .boxed()
                .toList();
    }
}
