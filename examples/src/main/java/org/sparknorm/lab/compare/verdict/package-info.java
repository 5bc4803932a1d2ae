/**
 * When a claim holds: statistics without any training.
 *
 * <p>An {@link org.sparknorm.lab.compare.verdict.Effect} is a quantity over the seeds with its 95 % confidence
 * interval, {@link org.sparknorm.lab.compare.verdict.Claimed} the range that a claim allows, and
 * {@link org.sparknorm.lab.compare.verdict.Verdict} what the interval says of the range. A
 * {@link org.sparknorm.lab.compare.verdict.Choice} is the cheapest of the norms that are as good as the best.
 */
package org.sparknorm.lab.compare.verdict;
