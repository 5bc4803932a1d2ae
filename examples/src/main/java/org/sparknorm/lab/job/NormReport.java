package org.sparknorm.lab.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparknorm.lab.report.Bars;
import org.sparknorm.lab.report.Chart;
import org.sparknorm.lab.report.Distribution;
import org.sparknorm.lab.report.Histogram;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.Table;

/**
 * The results of the job Normalize; its components are report.json's fields.
 *
 * @param rows number of rows, to train and to test
 */
public record NormReport(String job, String master, String sparkVersion, long rows, List<Result> results) {

    private static final String METHOD = "Each norm is a pipeline stage in front of the same logistic regression"
            + " (standardization off, the same number of iterations); \"none\" reads the values as they are. Fit is the"
            + " time to fit the norm alone; transform the time to write all rows, normalized, to a sink that keeps"
            + " nothing; both in seconds, after one run to warm up. Sync jobs are the Spark jobs that the norm"
            + " needed to"
            + " see other rows than the one at hand.";

    private static final String ACCURACY = "Share of the test rows that the classifier gets right. Spark's logistic"
            + " regression centers and scales each column itself while it optimizes, so batch norm, which does no other"
            + " thing, moves its accuracy only under a penalty (--reg-param).";

    private static final String ACTIVATIONS = "How many values of up to 1,000 test rows lie where, on a logarithmic"
            + " scale. The axes after the norms are the same, and leave out the few values at the far ends: what never"
            + " varied in training has variance 0, so that batch norm divides it by the root of epsilon alone.";

    private static final int BINS = 60;
    private static final int CHART_HEIGHT = 190;

    /**
     * The cost and the result of one norm.
     *
     * @param norm none, syncBatch, layer, group or rms
     * @param fitSeconds seconds of fitting the norm alone; a stage that only transforms has nothing to fit
     * @param transformSeconds seconds of writing all rows, normalized, to a sink that keeps nothing
     * @param syncJobs Spark jobs that the norm needed: in the fit, and in the write beyond the one that every write is
     * @param accuracy share of the test rows, 0 to 1, that the classifier behind the norm gets right
     */
    public record Result(String norm, double fitSeconds, double transformSeconds, int syncJobs, double accuracy) {}

    public String json() throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    public Table table() {
        return new Table(
                List.of("norm", "fit s", "transform s", "sync jobs", "test accuracy"),
                results.stream()
                        .map(result -> List.of(
                                result.norm(),
                                format("%.3f", result.fitSeconds()),
                                format("%.3f", result.transformSeconds()),
                                Integer.toString(result.syncJobs()),
                                format("%.4f", result.accuracy())))
                        .toList());
    }

    /**
     * Returns the page for a browser.
     *
     * @param before values that the norms read
     * @param after values that each norm made of them, by its name in the results
     */
    public String html(Distribution before, Map<String, Distribution> after) {
        HtmlReport page = new HtmlReport("Four norms in front of one classifier")
                .facts(facts())
                .paragraph(METHOD)
                .table(table())
                .figure(ACCURACY, CHART_HEIGHT, List.of(accuracies()))
                .heading("Activations before and after")
                .paragraph(ACTIVATIONS);
        double from = Math.floor(
                after.values().stream().mapToDouble(Distribution::low).min().orElse(0));
        double to = Math.ceil(
                after.values().stream().mapToDouble(Distribution::high).max().orElse(1));
        Chart read = histogram("before", before, Math.floor(before.low()), Math.ceil(before.high()), true);
        after.forEach((norm, values) -> page.figure(
                caption(norm, before, values, from, to),
                CHART_HEIGHT,
                List.of(read, histogram("after " + norm, values, from, to, false))));
        return page.toString();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Job", job);
        facts.put("Master", master);
        facts.put("Spark", sparkVersion);
        facts.put("Rows", Long.toString(rows));
        return facts;
    }

    private Chart accuracies() {
        return new Bars(
                "Test accuracy",
                results.stream().map(Result::norm).toList(),
                results.stream().map(Result::accuracy).toList(),
                1,
                4);
    }

    private static Chart histogram(String title, Distribution values, double from, double to, boolean before) {
        long most = (long) Math.pow(10, Math.ceil(Math.log10(values.sorted().length)));
        return new Histogram(title, from, to, values.histogram(from, to, BINS), most, before);
    }

    private static String caption(String norm, Distribution before, Distribution after, double from, double to) {
        double outside = after.shareOutside(from, to);
        return norm + ": " + meanAndDeviation(before) + " before, " + meanAndDeviation(after) + " after. "
                + (outside == 0
                        ? "All values are within the axis."
                        : format("%.2f %% of the values lie beyond the axis; ", 100 * outside)
                                + format("the smallest is %,.1f, ", after.sorted()[0])
                                + format("the largest %,.1f.", after.sorted()[after.sorted().length - 1]));
    }

    private static String meanAndDeviation(Distribution values) {
        // + 0.0 makes a negative zero positive.
        return "mean " + format("%.2f", Math.rint(values.mean() * 100) / 100 + 0.0) + ", standard deviation "
                + format("%.2f", values.standardDeviation());
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
