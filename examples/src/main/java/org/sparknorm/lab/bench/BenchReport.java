package org.sparknorm.lab.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.sparknorm.lab.report.Table;

/** What {@link BenchTrain} measured; report.json is the array of its results. */
record BenchReport(List<Result> results) {

    /**
     * One comparison.
     *
     * @param name what, and with whom
     * @param ratio ours / peer
     * @param unit of ours and peer
     */
    record Result(String name, double ours, double peer, double ratio, String unit) {

        static Result of(String name, double ours, double peer, String unit) {
            return new Result(name, ours, peer, ours / peer, unit);
        }
    }

    String json() throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    }

    Table table() {
        return new Table(
                List.of("", "ours", "peer", "ratio", "unit"),
                results.stream()
                        .map(result -> List.of(
                                result.name(),
                                String.format(Locale.ROOT, "%.3f", result.ours()),
                                String.format(Locale.ROOT, "%.3f", result.peer()),
                                String.format(Locale.ROOT, "%.4f", result.ratio()),
                                result.unit()))
                        .toList());
    }
}
