package org.sparknorm.lab.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.lab.study.Environment;
import org.sparknorm.lab.study.StudyReport;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.model.Cluster;
import org.sparknorm.lab.study.page.StudyDocument;
import org.sparknorm.lab.study.page.StudyPage;
import org.sparknorm.lab.study.training.TrainingPoint;

/** A study's files in a directory of any of Hadoop's file systems. report.json holds what a study goes on from. */
final class StudyFiles {

    private static final String JSON_FILE = "report.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one field of a point whose names, of parts, make sense with its own alone. */
    private static final String PARTS = "breakdownMicros";

    private static final Set<String> NESTED = Set.of("measured", PARTS);

    private final Path directory;
    private final Configuration configuration;

    StudyFiles(Path directory, Configuration configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    /** A study that went before, finished or not. */
    record Earlier(Environment environment, List<MicroPoint> microbenchmarks, List<TrainingPoint> training) {}

    /**
     * Returns what is in the directory.
     *
     * @return null: nothing
     * @throws IOException if it is no study's
     */
    public Earlier earlier() throws IOException {
        Path file = new Path(directory, JSON_FILE);
        FileContext context = FileContext.getFileContext(directory.toUri(), configuration);
        if (!context.util().exists(file)) {
            return null;
        }
        try (InputStream in = context.open(file)) {
            JsonNode report = JSON.readTree(in);
            JsonNode environment = report.path("environment");
            if (!environment.isObject()) {
                throw new IOException(file + " is no study's: expected an object with environment");
            }
            return new Earlier(
                    JSON.treeToValue(environment, Environment.class),
                    List.of(JSON.treeToValue(report.path("microbenchmarks"), MicroPoint[].class)),
                    List.of(JSON.treeToValue(report.path("training"), TrainingPoint[].class)));
        }
    }

    /** Gives an earlier study's report another name, which says when it began. */
    public String keep(Earlier earlier) throws IOException {
        String name = "report-" + earlier.environment().begun().replace(":", "") + ".json";
        FileContext context = FileContext.getFileContext(directory.toUri(), configuration);
        context.rename(new Path(directory, JSON_FILE), new Path(directory, name), Rename.OVERWRITE);
        return name;
    }

    /** Writes the report of a study that is under way. */
    void write(Environment environment, List<MicroPoint> microbenchmarks, List<TrainingPoint> training, Cluster cluster)
            throws IOException {
        StudyReport report =
                new StudyReport(environment, microbenchmarks, training, null, cluster, List.of(), List.of());
        Publication.write(directory, Map.of(JSON_FILE, report.json()), configuration);
    }

    /** Writes the report of a study that has ended. */
    public void write(StudyReport report) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.csv", csv(report.microbenchmarks()));
        files.put("training.csv", csv(report.training()));
        files.put("report.html", StudyPage.html(report));
        files.put("report.md", StudyDocument.markdown(report));
        files.put(JSON_FILE, report.json());
        Publication.write(directory, files, configuration);
    }

    /** Returns a line for each point under the names of its fields; null is an empty cell. */
    public static String csv(List<?> points) {
        List<Map<String, String>> rows =
                points.stream().map(point -> cells(JSON.valueToTree(point))).toList();
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
        for (Map<String, String> row : rows) {
            csv.append(names.stream().map(name -> row.getOrDefault(name, "")).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static Map<String, String> cells(JsonNode point) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : point.properties()) {
            if (field.getValue().isObject()) {
                String prefix = field.getKey().equals(PARTS) ? PARTS + "." : "";
                cells(field.getValue()).forEach((name, cell) -> cells.put(prefix + name, cell));
            } else if (!field.getValue().isNull()) {
                cells.put(field.getKey(), quoted(field.getValue().asText()));
            } else if (!NESTED.contains(field.getKey())) {
                cells.put(field.getKey(), "");
            }
        }
        return cells;
    }

    /** Quotes a cell as RFC 4180 has it. */
    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
