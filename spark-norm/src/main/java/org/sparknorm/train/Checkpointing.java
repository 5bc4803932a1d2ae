package org.sparknorm.train;

import java.io.Serializable;

/**
 * Where and how often a training is kept.
 *
 * @param dir folder on any Hadoop file system; null: no checkpoints
 * @param interval epochs between checkpoints; the last epoch always has one
 */
public record Checkpointing(String dir, int interval) implements Serializable {

    /** No checkpoints; one after every epoch where there is a folder. */
    public static final Checkpointing DEFAULT = new Checkpointing(null, 1);

    public Checkpointing {
        TrainingSettings.requireAtLeastOne("checkpointInterval", interval);
    }
}
