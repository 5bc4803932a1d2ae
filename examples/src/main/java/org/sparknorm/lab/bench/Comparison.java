package org.sparknorm.lab.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * How long ours took beside a peer in the same run; its components and the ratio are fields of report.json.
 *
 * @param what ours
 * @param beside the peer
 * @param unit unit of both times
 */
record Comparison(String what, String beside, double ours, double peer, String unit) {

    static final List<String> HEADERS = List.of("what", "beside", "its time", "the other's", "unit", "ratio");

    /** Ours / peer: below 1, ours is faster. */
    @JsonProperty
    double ratio() {
        return ours / peer;
    }

    List<String> cells() {
        return List.of(what, beside, number(ours), number(peer), unit, number(ratio()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 0.01 ? "%.4f" : value < 1 ? "%.3f" : "%,.2f", value);
    }
}
