package org.sparknorm.lab.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.model.Cluster;
import org.sparknorm.lab.study.model.CostModel;
import org.sparknorm.lab.study.model.Prediction;
import org.sparknorm.lab.study.model.Predictions;
import org.sparknorm.lab.study.model.StepPrediction;
import org.sparknorm.lab.study.model.StepPredictions;
import org.sparknorm.lab.study.training.TrainingPoint;

/**
 * All that a study found; its components are report.json's fields.
 *
 * @param microbenchmarks points in the order in which they were measured
 * @param training points in the order in which it was measured
 * @param model cost model of the microbenchmarks
 * @param cluster whose network the predictions are for
 * @param predictions expectations of one synchronization, by the model
 * @param stepPredictions expectations of a training step, by the model and the training
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

    /** Fits the model to what was measured, and predicts. */
    public static StudyReport of(
            Environment environment, List<MicroPoint> microbenchmarks, List<TrainingPoint> training, Cluster cluster) {
        CostModel model = CostModel.fit(microbenchmarks);
        return new StudyReport(
                environment,
                List.copyOf(microbenchmarks),
                List.copyOf(training),
                model,
                cluster,
                new Predictions(model, cluster).synchronizations(),
                new StepPredictions(model, training, cluster).all());
    }

    /** Writes report.json. */
    public String json() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
