/**
 * Synchronous training on the executors of Spark: the one loop over steps, and the ways in which workers combine what a
 * step sums.
 *
 * <p>Three types carry the package:
 *
 * <ul>
 *   <li>{@link org.sparknorm.train.TrainingSettings} is everything that a training follows from, besides its rows.
 *   <li>{@link org.sparknorm.train.Trainer} takes it and an RDD of {@link org.sparknorm.shard.Example}s to a
 *       {@link org.sparknorm.train.TrainedNetwork}, epoch by epoch, with checkpoints in between.
 *       {@link org.sparknorm.train.LocalTrainer} does the same within one thread, on batches of the caller's.
 *   <li>{@code EpochLoop} is what both run: learning rate, refusal or divergence, running statistics, update, log. What
 *       a step sums over all workers it gets from a {@code StepRunner}.
 * </ul>
 *
 * <p>A {@code StepRunner} is a way to synchronize, and there are three. {@code CollectiveStep} runs in every task of a
 * barrier stage: the loop runs there too, all workers apply the same update, and only sums travel.
 * {@code TreeAggregateStep} runs on the driver: a Spark job an exchange, the variables broadcast each step.
 * {@code LocalStep} takes all workers' parts in turn. The interface says how to add a fourth.
 *
 * <p>Where the loop runs is an {@code EpochRunner}: on the driver, or in all workers. What it comes to is an
 * {@code EpochResult}: a {@code TrainingState}, which with the settings and the rows is all that the next epoch follows
 * from and what checkpoints keep, and the log that becomes {@link org.sparknorm.train.StepReport}s and
 * {@link org.sparknorm.train.EpochReport}s.
 *
 * <p>What does not belong here: columns and params (package {@code nn}), which rows form a batch ({@code shard}), what
 * a batch does to a network ({@code program}), formulas of optimizers ({@code optim}), connections and trees
 * ({@code sync}).
 */
package org.sparknorm.train;
