/**
 * The norms as Spark ML pipeline stages.
 *
 * <p>Columns hold Spark ML vectors (dense or sparse), array&lt;double&gt; or array&lt;float&gt;; the output has the
 * input's type. A row of {@code channels * positions} values is channel-major: the values of a channel lie side by side.
 *
 * <table>
 * <caption>The stages</caption>
 * <tr><th>stage</th><th>normalizes</th><th>Spark jobs</th></tr>
 * <tr><td>{@link org.sparknorm.ml.SyncBatchNorm}</td><td>each channel over all rows of the dataset</td>
 *     <td>one in fit, none in transform</td></tr>
 * <tr><td>{@link org.sparknorm.ml.LayerNorm}</td><td>each row</td><td>none</td></tr>
 * <tr><td>{@link org.sparknorm.ml.GroupNorm}</td><td>each group of channels of each row</td><td>none</td></tr>
 * <tr><td>{@link org.sparknorm.ml.RMSNorm}</td><td>each row, by its root mean square</td><td>none</td></tr>
 * </table>
 *
 * <p>Bad input is an IllegalArgumentException that names the stage, the column, what was found and what is expected: from
 * transformSchema where the schema shows it, from fit for what the rows show, and from the job that evaluates a transform.
 */
package org.sparknorm.ml;
