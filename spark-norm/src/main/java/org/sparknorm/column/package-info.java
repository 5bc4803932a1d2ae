/**
 * Columns of rows, between Spark's binary format and primitive arrays, without boxing.
 *
 * <p>Norms take this way: {@link org.sparknorm.column.ColumnFunction} adds columns to a dataset, in one projection.
 * Each new column is a {@link org.sparknorm.column.CallExpression} in the plan: a call of a
 * {@link org.sparknorm.column.NormalizeCall}, which Spark compiles into its stage. The call copies a row's binary value
 * into an array once, lets a {@link org.sparknorm.column.RowFunction} write the result into another that is a binary
 * value of Spark's already, and hands that out. It is overwritten by the next row: generated code has written it away
 * by then, and whoever evaluates the expression in another way gets a copy.
 *
 * <p>Statistics take the other way, {@code org.sparknorm.column.scan}; training and prediction take rows as floats
 * ({@link org.sparknorm.column.FloatRows}) and give scores ({@link org.sparknorm.column.ScoreColumns}).
 *
 * <p>{@link org.sparknorm.column.RowType} lists the types: vectors, array&lt;double&gt; and array&lt;float&gt;; arrays
 * of other numbers are cast to array&lt;double&gt; before they are read. {@link org.sparknorm.column.Columns} finds
 * columns and fields of structs by name, and refuses others by a message that names stage, column, found and expected.
 *
 * <p>A result costs one call a row. Spark's optimizer writes a call once for each place that uses its column, such as a
 * filter and the projection above it; a row that equals the one before is therefore not normalized again. A mark as
 * nondeterministic would serve as well, but would keep filters on other columns from reaching the source.
 *
 * <p>Catalyst's classes, which are not a stable interface of Spark's, are used here and in {@code sql}, nowhere else.
 * What does not belong here: formulas (core), Spark jobs (sync), params and stages (param, ml).
 */
package org.sparknorm.column;
