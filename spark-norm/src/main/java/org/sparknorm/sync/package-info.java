/**
 * How workers combine what each of them summed.
 *
 * <ul>
 *   <li>{@link org.sparknorm.sync.TreeAggregate}, the default: one Spark job a synchronization, on any cluster manager;
 *       retries and lost executors are Spark's.
 *   <li>{@link org.sparknorm.sync.Collective}, the fast one, for training: the tasks of one barrier stage are its
 *       ranks, and sum among themselves over connections of Spark's network library that they keep. Terms are added in
 *       rank order, so that the same ranks give the same bits.
 *   <li>{@link org.sparknorm.sync.BarrierStage}: runs the ranks, and runs them again when one is lost.
 * </ul>
 *
 * <p>A collective begins with a {@code Handshake}: ranks learn each other's addresses, and connect as a {@code Mesh} of
 * {@code Link}s. Each sum is an {@code Exchange}: a {@code Summand} leaves in {@code Frame}s, small ones whole to every
 * rank, large ones in slices, each of which one rank adds up. No wait is longer than the time limit of
 * {@code CollectiveSettings}; a failure names rank, peer and exchange on every rank.
 *
 * <p>Tasks hand results to the driver as bytes ({@link org.sparknorm.sync.TaskResults}), since the driver may not know
 * the classes of a jar that a session brought along.
 *
 * <p>No other package calls treeAggregate or opens a connection. What does not belong here: what the sums mean (core),
 * when they are exchanged (train), and anything of columns.
 */
package org.sparknorm.sync;
