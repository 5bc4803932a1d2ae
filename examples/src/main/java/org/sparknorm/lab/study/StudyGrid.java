package org.sparknorm.lab.study;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.sparknorm.lab.study.measure.IterationBudget;
import org.sparknorm.lab.study.measure.MicroGrid;
import org.sparknorm.lab.study.model.Cluster;
import org.sparknorm.lab.study.training.TrainingGrid;

/**
 * The points that a study measures, read from a file in HOCON, of which JSON and Java properties are dialects. What the
 * file has under {@code define} is there for the rest of it to refer to.
 *
 * @param name name of the file
 * @param checksum checksum of what it says, whatever its layout
 * @param masters URLs of Spark's masters; {@code submitted} is the one that the job was submitted to, and the default
 * @param secondsPerPoint seconds that a point of the microbenchmarks may take, warm-up included, where leastIterations
 *     allow it
 * @param leastIterations counted
 * @param mostIterations counted
 * @param slowIterations iterations of barrier and allGather, each of which takes a second
 * @param microbenchmarks ways and sizes
 * @param training grid of trainings; null: none
 * @param trainingMasters masters to train on; the first of masters by default
 * @param cluster machines to predict for
 */
public record StudyGrid(
        String name,
        String checksum,
        List<String> masters,
        double secondsPerPoint,
        int leastIterations,
        int mostIterations,
        int slowIterations,
        List<MicroGrid> microbenchmarks,
        TrainingGrid training,
        List<String> trainingMasters,
        Cluster cluster) {

    /** The master that the job was submitted to. */
    public static final String SUBMITTED = "submitted";

    /** The key under which a file has what the rest of it refers to. */
    private static final String DEFINITIONS = "define";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    /**
     * @throws IllegalArgumentException if a number is below 1, there is nothing to measure, or a master is not of
     *     masters
     */
    public StudyGrid {
        masters = masters == null ? List.of(SUBMITTED) : masters;
        microbenchmarks = microbenchmarks == null ? List.of() : microbenchmarks;
        cluster = cluster == null ? Cluster.DEFAULT : cluster;
        if (masters.isEmpty() || microbenchmarks.isEmpty() && training == null) {
            throw new IllegalArgumentException(
                    "found nothing to measure, expected masters, and microbenchmarks or training");
        }
        if (!(secondsPerPoint > 0) || leastIterations < 1 || mostIterations < leastIterations || slowIterations < 1) {
            throw new IllegalArgumentException(
                    "secondsPerPoint, leastIterations, mostIterations and slowIterations are "
                            + secondsPerPoint + ", " + leastIterations + ", " + mostIterations + " and "
                            + slowIterations
                            + ", expected above 0, 1 or more, no fewer than leastIterations, and 1 or more");
        }
        trainingMasters = trainingMasters == null ? masters.subList(0, 1) : trainingMasters;
        requireKnown("trainingMasters", trainingMasters, masters);
        for (MicroGrid grid : microbenchmarks) {
            requireKnown("microbenchmarks: masters", grid.masters() == null ? List.of() : grid.masters(), masters);
        }
    }

    private static void requireKnown(String name, List<String> values, List<String> known) {
        if (!known.containsAll(values)) {
            throw new IllegalArgumentException(name + " are " + values + ", expected of masters, " + known);
        }
    }

    /**
     * Reads a grid.
     *
     * @throws IOException if the text is no HOCON, or a key or value is not known: what was found and what is expected
     */
    public static StudyGrid parse(String name, String text) throws IOException {
        try {
            Config config = ConfigFactory.parseString(text).resolve().withoutPath(DEFINITIONS);
            String json = config.root().render(ConfigRenderOptions.concise());
            CRC32 checksum = new CRC32();
            checksum.update(json.getBytes(StandardCharsets.UTF_8));
            ObjectNode tree = (ObjectNode) JSON.readTree(json);
            GridKeys.check("", tree, StudyGrid.class);
            tree.put("name", name).put("checksum", Long.toHexString(checksum.getValue()));
            return JSON.treeToValue(tree, StudyGrid.class);
        } catch (ValueInstantiationException e) {
            throw refused(name, e.getCause().getMessage(), e);
        } catch (JsonMappingException e) {
            throw refused(name, path(e) + ": " + e.getOriginalMessage(), e);
        } catch (ConfigException | IOException e) {
            throw refused(name, e.getMessage(), e);
        }
    }

    private static IOException refused(String name, String reason, Exception cause) {
        return new IOException("grid " + name + ": " + reason, cause);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    public IterationBudget pace() {
        return new IterationBudget(secondsPerPoint, leastIterations, mostIterations);
    }
}
