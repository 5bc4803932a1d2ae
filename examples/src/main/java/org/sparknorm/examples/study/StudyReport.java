package org.sparknorm.examples.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * All that a study found; its components are report.json's fields.
 *
 * @param microbenchmarks in the order in which they were measured
 * @param training in the order in which it was measured
 * @param model of the microbenchmarks; without prices where they are too few to fit it
 * @param cluster that predictions are for
 * @param predictions of the model: single synchronizations; empty without prices
 * @param stepPredictions of the model and of training: steps; empty without prices
 */
public record StudyReport(
        Environment environment,
        List<MicroPoint> microbenchmarks,
        List<TrainingPoint> training,
        CostModel model,
        Cluster cluster,
        List<Prediction> predictions,
        List<StepPrediction> stepPredictions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of what was measured; the rest follows from it. */
    public static StudyReport of(
            Environment environment, List<MicroPoint> microbenchmarks, List<TrainingPoint> training, Cluster cluster) {
        CostModel model = CostModel.fit(microbenchmarks);
        return new StudyReport(
                environment,
                microbenchmarks,
                training,
                model,
                cluster,
                new Predictions(model, cluster).synchronizations(),
                new StepPredictions(model, training, cluster).all());
    }

    /** As report.json holds it. */
    public String json() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
