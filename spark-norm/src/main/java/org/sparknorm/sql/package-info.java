/**
 * Columns without boxing: reads vectors, array&lt;double&gt; and array&lt;float&gt; straight from Spark's binary rows
 * into primitive arrays, and writes them back.
 *
 * <p>{@link org.sparknorm.sql.RowExpression} applies a {@link org.sparknorm.sql.RowFunction} to a column, within
 * whole-stage code generation; {@link org.sparknorm.sql.ColumnScan} takes the moments of columns in one pass;
 * {@link org.sparknorm.sql.NormFunctions} offers the norms to SQL. Classes of Spark's catalyst, which are not a stable interface, are used here and nowhere else.
 */
package org.sparknorm.sql;
