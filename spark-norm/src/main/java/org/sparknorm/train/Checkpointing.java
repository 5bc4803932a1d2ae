package org.sparknorm.train;

import java.io.Serializable;

/**
 * Where and how often a training is kept, so that the very same training goes on if it was interrupted. One that is done
 * leaves nothing. Other settings or other rows are another training, more epochs included: it starts from the
 * beginning, whatever is there.
 *
 * @param dir folder on any Hadoop file system, for any number of trainings; null: no checkpoints
 * @param interval epochs between checkpoints
 */
public record Checkpointing(String dir, int interval) implements Serializable {

    /** No checkpoints; one after every epoch where there is a folder. */
    public static final Checkpointing DEFAULT = new Checkpointing(null, 1);

    public Checkpointing {
        if (dir != null && dir.isBlank()) {
            throw new IllegalArgumentException("checkpointDir must be the path of a folder, found '" + dir + "'");
        }
        TrainingSettings.requireAtLeastOne("checkpointInterval", interval);
    }
}
