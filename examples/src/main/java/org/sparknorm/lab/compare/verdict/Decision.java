package org.sparknorm.lab.compare.verdict;

/**
 * Which norm to take in one case; its components are fields of report.json.
 *
 * @param architecture kind of network
 * @param rowsPerWorker rows of a batch on each worker
 * @param workers number of workers that share a batch
 * @param norm name that {@code NeuralNetClassifier} gives it, or a stage
 * @param reason measurements
 * @param synchronizing cost of synchronized batch norm there
 */
public record Decision(
        String architecture, String rowsPerWorker, String workers, String norm, String reason, String synchronizing) {}
