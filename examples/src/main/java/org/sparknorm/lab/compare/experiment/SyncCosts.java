package org.sparknorm.lab.compare.experiment;

/** What synchronized batch norm costs, in words, with where that comes from. */
interface SyncCosts {

    /** @param workers that share a batch */
    String of(int workers);
}
