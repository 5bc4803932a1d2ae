package org.sparknorm.core;

/**
 * A summary of rows that takes in the summary of others: merging summaries gives what one pass over all rows would
 * give, up to rounding, in any order and grouping. An empty summary changes nothing.
 *
 * @param <T> the summary
 */
public interface Mergeable<T extends Mergeable<T>> {

    /**
     * Takes in {@code other}, which stays as it is.
     *
     * @return this
     */
    T merge(T other);
}
