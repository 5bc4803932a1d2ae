/**
 * The formulas of normalization, in plain Java: no Spark, no Scala, no I/O.
 *
 * <p>Every norm is one pair of functions over a small value, the mean and rstd of a set of elements: statistics, then
 * normalize. The norms differ in the set and in who supplies the value:
 *
 * <table>
 * <caption>What shares a mean and an rstd</caption>
 * <tr><th>norm</th><th>set</th><th>centered</th><th>class</th></tr>
 * <tr><td>batch</td><td>one channel, over all rows and positions of the batch</td><td>yes</td>
 *     <td>{@link org.sparknorm.core.ChannelNorm} over {@link org.sparknorm.core.Moments}</td></tr>
 * <tr><td>layer</td><td>one row</td><td>yes</td><td>{@link org.sparknorm.core.RowNorm}, one group</td></tr>
 * <tr><td>group</td><td>one group of channels of one row</td><td>yes</td>
 *     <td>{@link org.sparknorm.core.RowNorm}</td></tr>
 * <tr><td>instance</td><td>one channel of one row: group with groups = channels</td><td>yes</td>
 *     <td>{@link org.sparknorm.core.RowNorm}</td></tr>
 * <tr><td>RMS</td><td>one row</td><td>no</td><td>{@link org.sparknorm.core.RowNorm}, not centered</td></tr>
 * </table>
 *
 * <p>{@link org.sparknorm.core.Norms} is the readable face: pure functions on arrays. The others are the forms that
 * pipelines and training use, with statistics that come from elsewhere and results written in place:
 * {@link org.sparknorm.core.RowNorm} and {@link org.sparknorm.core.ChannelNorm}. What workers combine is a mergeable
 * value each way: {@link org.sparknorm.core.Moments} forward, or {@link org.sparknorm.core.ShiftedSums} where all know
 * one shift, and {@link org.sparknorm.core.GradientSums} backward. Both of the latter are
 * {@link org.sparknorm.core.ChannelSums}, a flat array that adds up.
 *
 * <p>Shapes: data is row-major, {@code rows x (channels * positions)}; a row is channel-major (NCHW), so the positions
 * of one channel lie side by side. Layer and RMS norm take every element as a channel of its own.
 * {@link org.sparknorm.core.Rows} says where the rows of an array lie.
 *
 * <p>Classes here check their arguments and hold the formulas; the loops over elements are kernels. The walks over sets
 * and channels that call them, such as {@code FloatRowNorm}, have twins for double data that the build writes, by the
 * rule of {@link org.sparknorm.kernel}.
 *
 * <p>What does not belong here: how workers exchange their sums (sync), how a column is read (column), how many sets a
 * cache holds (kernel), and learning (optim, train).
 */
package org.sparknorm.core;
