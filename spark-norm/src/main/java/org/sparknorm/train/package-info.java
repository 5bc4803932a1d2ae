/**
 * Networks and their training.
 *
 * <p>A {@link org.sparknorm.train.Network} is what a person writes; a {@link org.sparknorm.train.Program} is that
 * network for one input shape and one kind of norm; {@link org.sparknorm.train.Variables} are the numbers that training
 * changes; a {@link org.sparknorm.train.Step} is one worker's part of one step, which stops wherever synchronized batch
 * norm needs the sums of all workers. How those sums travel is not this machine's business.
 *
 * <p>A {@link org.sparknorm.train.Trainer} runs steps on the executors of Spark, as
 * {@link org.sparknorm.train.TrainingSettings} say, in one of the two ways of {@link org.sparknorm.train.SyncKind}.
 */
package org.sparknorm.train;
