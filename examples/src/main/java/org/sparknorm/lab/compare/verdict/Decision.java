package org.sparknorm.lab.compare.verdict;

/**
 * Which norm to take in one case; its components are fields of report.json.
 *
 * @param architecture of the network
 * @param rowsPerWorker of a batch
 * @param workers that share a batch
 * @param norm as {@code NeuralNetClassifier} names it, or a stage
 * @param reason what was measured
 * @param synchronizing what synchronized batch norm costs there
 */
public record Decision(
        String architecture, String rowsPerWorker, String workers, String norm, String reason, String synchronizing) {}
