package org.sparknorm.lab.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One line of the report: how long ours took beside the peer in the same run.
 *
 * @param name what was measured, and against what
 * @param unit of both times
 */
record Comparison(String name, double ours, double peer, String unit) {

    double ratio() {
        return ours / peer;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-72s %10.3f %10.3f %-10s %6.2f", name, ours, peer, unit, ratio());
    }

    private String toJson() {
        return String.format(
                Locale.ROOT,
                "  {\"name\": \"%s\", \"ours\": %.4f, \"peer\": %.4f, \"ratio\": %.4f, \"unit\": \"%s\"}",
                name,
                ours,
                peer,
                ratio(),
                unit);
    }

    static String toJson(List<Comparison> all) {
        return all.stream().map(Comparison::toJson).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }
}
