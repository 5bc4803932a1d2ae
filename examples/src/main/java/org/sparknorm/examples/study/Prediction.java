package org.sparknorm.examples.study;

/** What the cost model expects of a cluster that nobody measured. */
public record Prediction() {}
