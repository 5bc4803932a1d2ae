/**
 * The norms as Spark ML pipeline stages.
 *
 * <p>Columns hold Spark ML vectors (dense or sparse), array&lt;double&gt; or array&lt;float&gt;; the output has the
 * input's type, and a vector's elements keep their names. Arrays of other numbers are read as array&lt;double&gt;; a
 * column may be the field of a struct, as {@code struct.field}. A row of {@code channels * positions} values is
 * channel-major: the values of a channel lie side by side.
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
 * <p>An element that is null, NaN or infinite is missing, and {@code handleInvalid} says what becomes of its row, in
 * fit and in transform, for all stages alike:
 *
 * <ul>
 *   <li>{@code error}, the default: the job fails with a message that names stage, column, element and value
 *   <li>{@code skip}: the row is left out
 *   <li>{@code keep}: the missing element is left out of the statistics, those of its row and those of its channel, and
 *       comes out as NaN; the other elements of its row are normalized. A row that is null stays null
 * </ul>
 *
 * <p>This is how Spark's scalers pass NaN through and leave it out of what they fit; that an infinite element is
 * missing too, and not a value that empties its row, is this library's choice. SQL functions do as {@code keep} does.
 * Finite elements count whatever their magnitude; if a result is out of the type's range, {@code error} refuses it and
 * the others give an infinite value.
 *
 * <p>Bad input is an IllegalArgumentException that names the stage, the column, what was found and what is expected:
 * from transformSchema where the schema shows it, from fit for what the rows show, and from the job that evaluates a
 * transform.
 *
 * <p>What does not belong here: how a column is read (column), how workers combine sums (sync), formulas (core).
 */
package org.sparknorm.ml;
