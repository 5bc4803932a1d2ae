/**
 * Columns without boxing: reads vectors, array&lt;double&gt; and array&lt;float&gt; straight from Spark's binary rows
 * into primitive arrays, and writes them back.
 *
 * <p>{@link org.sparknorm.column.RowExpression} applies a {@link org.sparknorm.column.RowFunction} to a column, within
 * whole-stage code generation; {@link org.sparknorm.column.ColumnScan} takes the moments of columns in one pass. Classes
 * of Spark's catalyst, which are not a stable interface, are used here and in {@code sql}, nowhere else.
 */
package org.sparknorm.column;
