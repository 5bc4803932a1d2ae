/**
 * The rows of a training: dealt out to workers once, then put together to batches, step after step.
 *
 * <p>Three types carry the package:
 *
 * <ul>
 *   <li>{@link org.sparknorm.shard.Example} is a row to learn from: features, label, weight. Whoever has a dataset
 *       makes an RDD of these.
 *   <li>{@link org.sparknorm.shard.Shards} looks at every row once, refuses what does not fit the network (naming
 *       partition and row), and deals them out at random: one {@link org.sparknorm.shard.Shard} a worker, in flat
 *       arrays, kept for the whole training.
 *   <li>{@link org.sparknorm.shard.EpochPlan} says which rows form which global batch of an epoch. It follows from the
 *       seed, the epoch and the number of rows alone, by permutations that take no memory, so that neither the number
 *       of workers nor the way they synchronize changes what is learnt from. {@code Dealing} says how each worker gets
 *       an equal share of every batch all the same.
 * </ul>
 *
 * <p>A worker finds its rows of a step by {@code ShardOrder}, and {@link org.sparknorm.shard.BatchAssembler} copies
 * them together into a {@link org.sparknorm.program.Batch}, in arrays that serve step after step.
 *
 * <p>The rows are checked here and nowhere later: size, label and weight of each row when it is dealt out, and that the
 * rows were the same when they were computed again.
 *
 * <p>What does not belong here: columns and their types (package {@code nn} reads them), what is computed from a batch
 * ({@code program}), and sums over workers ({@code sync}).
 */
package org.sparknorm.shard;
