package org.sparknorm.weights;

/** The norms that have weights in files. */
public enum Norm {
    BATCH,
    LAYER,
    GROUP,
    RMS
}
