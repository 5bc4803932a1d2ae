/**
 * How workers combine what each of them summed.
 *
 * <p>{@link org.sparknorm.sync.TreeAggregate}, the default: one Spark job per synchronization, on any cluster manager;
 * retries and lost executors are Spark's. {@link org.sparknorm.sync.Collective}, the fast one, for training: the tasks of
 * one barrier stage sum among themselves, over connections of Spark's network library that they keep.
 *
 * <p>What belongs here: moving sums between processes. What they mean is {@link org.sparknorm.core}'s. No other package
 * calls treeAggregate or opens a connection.
 */
package org.sparknorm.sync;
