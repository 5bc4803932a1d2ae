package org.sparknorm.examples.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * All that a study found; its components are report.json's fields.
 *
 * @param microbenchmarks in the order in which they were measured
 * @param training in the order in which it was measured
 * @param model null where there are too few points to fit one
 * @param predictions of the model; empty without one
 */
public record StudyReport(
        Environment environment,
        List<MicroPoint> microbenchmarks,
        List<TrainingPoint> training,
        CostModel model,
        List<Prediction> predictions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As report.json holds it. */
    public String json() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
