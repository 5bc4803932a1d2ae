/**
 * The training of a {@link org.sparknorm.program.Program} on the executors of Spark.
 *
 * <p>A {@link org.sparknorm.train.Trainer} runs steps as {@link org.sparknorm.train.TrainingSettings} say, in one of the
 * two ways to synchronize of {@link org.sparknorm.train.SyncKind}.
 */
package org.sparknorm.train;
