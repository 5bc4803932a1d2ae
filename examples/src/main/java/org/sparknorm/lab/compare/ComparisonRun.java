package org.sparknorm.lab.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparknorm.lab.compare.experiment.Experiment;
import org.sparknorm.lab.compare.experiment.Experiments;
import org.sparknorm.lab.compare.experiment.StudyCosts;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Progress;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.lab.report.RemainingTime;

/**
 * Some experiments with some seeds, from the first measurement to the report.
 *
 * @param output directory of the reports and of what was measured; any Hadoop path
 */
public record ComparisonRun(
        List<Experiment> experiments, List<Long> seeds, Lab lab, Path output, Configuration configuration) {

    private static final String JOB = "CompareNorms";

    /**
     * Measures seed by seed, so that from the second on it is known how long an experiment takes.
     *
     * @param resume true to take what an earlier run with this setting measured
     */
    public Map<Experiment, Outcomes> measure(boolean resume) throws IOException {
        OutcomeStore store = new OutcomeStore(new Path(output, "experiments"), lab.setting(), configuration);
        Map<Experiment, Outcomes> outcomes = new LinkedHashMap<>();
        experiments.forEach(experiment -> outcomes.put(experiment, new Outcomes(new TreeMap<>())));
        RemainingTime remaining =
                new RemainingTime(experiments.stream().map(Experiment::id).toList(), seeds.size());
        try (Progress progress = new Progress(JOB, experiments.size() * seeds.size())) {
            for (long seed : seeds) {
                for (Experiment experiment : experiments) {
                    progress.begin(experiment.id() + ", seed " + seed + remaining);
                    Optional<Outcome> kept = resume ? store.find(experiment, seed) : Optional.empty();
                    Outcome outcome = kept.isPresent() ? kept.get() : measure(experiment, seed, store, remaining);
                    if (kept.isPresent()) {
                        remaining.skipped(experiment.id());
                    }
                    outcomes.get(experiment).bySeed().put(seed, outcome);
                }
            }
        }
        return outcomes;
    }

    private Outcome measure(Experiment experiment, long seed, OutcomeStore store, RemainingTime remaining)
            throws IOException {
        long begun = System.nanoTime();
        Outcome outcome = experiment.measure(lab, seed);
        store.keep(experiment, seed, outcome);
        remaining.took(experiment.id(), (System.nanoTime() - begun) / 1e9);
        return outcome;
    }

    /**
     * Judges what was measured.
     *
     * @param command function that makes a command line of the options that have an experiment again
     * @param costs costs of synchronizing by a study; empty: those measured here
     */
    public ComparisonReport report(
            String master,
            String sparkVersion,
            UnaryOperator<String> command,
            Map<Experiment, Outcomes> outcomes,
            Optional<StudyCosts> costs) {
        String withSeeds = " --seed " + seeds.get(0) + " --seeds " + seeds.size();
        List<ComparisonReport.Claim> claims = new ArrayList<>();
        outcomes.forEach((experiment, measured) -> experiment
                .findings(measured)
                .forEach(finding -> claims.add(new ComparisonReport.Claim(
                        finding, seeds, command.apply("--only " + experiment.id() + withSeeds)))));
        return new ComparisonReport(
                JOB, lab.setting(), master, sparkVersion, seeds, claims, Experiments.decisions(outcomes, costs));
    }

    /** Writes report.json, report.html and report.md. */
    public void publish(ComparisonReport report, Map<Experiment, Outcomes> outcomes) throws IOException {
        Publication.write(
                output,
                Map.of(
                        "report.json", report.json(),
                        "report.html", report.html(outcomes),
                        "report.md", report.markdown()),
                configuration);
    }
}
