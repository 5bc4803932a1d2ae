package org.sparknorm.lab.compare.experiment;

/** The costs of synchronized batch norm, in words, with where that comes from. */
interface SyncCosts {

    /** @param workers number of workers that share a batch */
    String of(int workers);
}
