package org.sparknorm.spark;

/** What {@link SparkVersion} expects. */
final class SparkLine {

    static final String NAME = "4";

    private SparkLine() {}
}
