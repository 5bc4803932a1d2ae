/**
 * One synchronization, measured many times over.
 *
 * <p>{@link org.sparknorm.lab.study.measure.TreeBench} times Spark's treeAggregate and traces each job: a
 * {@link org.sparknorm.lab.study.measure.TracedJob} breaks it down along its critical path.
 * {@link org.sparknorm.lab.study.measure.PeerBench} times what needs all ranks at the same time: the collective, a TCP
 * round trip, barrier and allGather. What was seen becomes a {@link org.sparknorm.lab.study.measure.MicroPoint}. Every
 * sum is checked. No network is trained here.
 */
package org.sparknorm.lab.study.measure;
