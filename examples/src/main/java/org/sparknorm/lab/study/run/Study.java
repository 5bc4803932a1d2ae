package org.sparknorm.lab.study.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.lab.study.Environment;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroCase;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.training.TrainingPoint;
import org.sparknorm.lab.study.training.TrainingStudy;

/**
 * Runs a study, or the rest of one: measures, prints each point, and leaves a report of what is done every few seconds.
 */
public final class Study {

    private static final int PUBLISH_SECONDS = 5;

    private final StudyGrid grid;
    private final StudyFiles files;
    private final StudyPlan plan;
    private final StudyLog log;
    private final Environment environment;
    private final List<MicroPoint> microbenchmarks = new ArrayList<>();
    private final List<TrainingPoint> training = new ArrayList<>();
    private long published = System.nanoTime();

    private Study(StudyGrid grid, StudyFiles files, Sessions sessions, StudyFiles.Earlier earlier, PrintStream out) {
        this.grid = grid;
        this.files = files;
        Environment here = Environment.here(
                grid, grid.masters().stream().map(sessions::label).toList());
        if (earlier == null) {
            environment = here;
        } else {
            here.requireSameAs(earlier.environment());
            environment = here.begunWith(earlier.environment());
            microbenchmarks.addAll(earlier.microbenchmarks());
            training.addAll(earlier.training());
        }
        plan = new StudyPlan(grid, sessions, microbenchmarks, training);
        log = new StudyLog(out, plan.points(), plan.seconds());
    }

    /**
     * Measures what the grid says.
     *
     * @param output directory of the report; any Hadoop path
     * @param resume true to go on with the study in there; otherwise its report gets another name
     * @param out stream for the table
     * @throws IOException if the output cannot be read or written
     * @throws IllegalArgumentException if the study to go on with was made elsewhere or with another grid
     */
    public static StudyReport run(StudyGrid grid, Path output, boolean resume, PrintStream out) throws IOException {
        StudyFiles files = new StudyFiles(output, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
        StudyFiles.Earlier earlier = files.earlier();
        if (earlier != null && !resume) {
            out.println(output + " holds the report of a study begun "
                    + earlier.environment().begun() + ", which becomes " + files.keep(earlier));
        }
        try (Sessions sessions = new Sessions()) {
            return new Study(grid, files, sessions, resume ? earlier : null, out).run(sessions);
        }
    }

    private StudyReport run(Sessions sessions) throws IOException {
        for (String master : grid.masters()) {
            Set<MicroCase> compared = plan.compared(master);
            SplitMeasurements halves = new SplitMeasurements(compared::contains);
            plan.visits(master, compared).forEach(visit -> run(sessions, master, visit, halves));
        }
        StudyReport report = StudyReport.of(environment, microbenchmarks, training, grid.cluster());
        files.write(report);
        return report;
    }

    private void run(Sessions sessions, String master, SessionPlan visit, SplitMeasurements halves) {
        // One that could not be measured in an earlier session is skipped already.
        List<MicroCase> cases = visit.cases().stream()
                .filter(each -> microbenchmarks.stream().noneMatch(each::isOf))
                .toList();
        if (cases.isEmpty() && !visit.trains()) {
            return;
        }
        if (!cases.isEmpty()) {
            log.heading();
        }
        SparkSession session;
        int cores;
        try {
            session = sessions.open(master, visit.serializer());
            cores = sessions.cores();
        } catch (IllegalStateException e) {
            cases.forEach(each -> add(each.skipped(0, e.getMessage())));
            if (visit.trains()) {
                log.say("no training on " + sessions.label(master) + ": " + e.getMessage());
            }
            return;
        }
        new MicroStudy(session, cores, grid, sessions.isFirst(), halves, this::add).run(cases);
        if (visit.trains()) {
            train(session, sessions.label(master), cores);
        }
    }

    private void add(MicroPoint point) {
        microbenchmarks.add(point);
        log.add(point, plan.seconds(point.way(), point.partitions()));
        publish();
    }

    private void train(SparkSession session, String master, int cores) {
        log.trainingHeading();
        List<TrainingPoint> done = List.copyOf(training);
        new TrainingStudy(session, master, cores).run(grid.training(), done, point -> {
            if (!done.contains(point)) {
                training.add(point);
                log.add(point, StudyPlan.TRAINING_SECONDS);
                publish();
            }
        });
    }

    /** Publishes now and then, not after every short point: what is lost of those is soon measured again. */
    private void publish() {
        if (System.nanoTime() - published < TimeUnit.SECONDS.toNanos(PUBLISH_SECONDS)) {
            return;
        }
        published = System.nanoTime();
        try {
            files.write(environment, microbenchmarks, training, grid.cluster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
