/**
 * The rows of a training dealt to workers ({@link org.sparknorm.shard.Shards}) and put together to the batches of an epoch
 * ({@link org.sparknorm.shard.EpochPlan}, {@link org.sparknorm.shard.BatchAssembler}).
 */
package org.sparknorm.shard;
