package org.sparknorm.lab.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The results of the job TrainDigits; its components are report.json's fields.
 *
 * @param batchSize rows of a global batch
 * @param stepLosses losses of the first steps of this run
 * @param testAccuracy accuracy of the model in the end, 0 to 1
 */
public record TrainReport(
        String norm,
        String sync,
        int workers,
        int batchSize,
        List<Double> stepLosses,
        List<Epoch> epochs,
        double testAccuracy) {

    /**
     * One epoch.
     *
     * @param trainLoss mean over the rows, each at the time of its step
     * @param testAccuracy after the epoch
     * @param seconds seconds of training; testing does not count
     * @param syncSeconds the part of them spent synchronizing and waiting: mean over the workers
     * @param syncCount exchanges
     */
    public record Epoch(double trainLoss, double testAccuracy, double seconds, double syncSeconds, long syncCount) {}

    public String json() throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
