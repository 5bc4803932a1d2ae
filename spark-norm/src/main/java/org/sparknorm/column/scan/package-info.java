/**
 * The moments of columns, in one pass over their binary rows.
 *
 * <p>{@link org.sparknorm.column.scan.ColumnScan} is the door: it says what each partition of a dataset does, and its
 * {@link org.sparknorm.column.scan.ScanResult}s merge to the moments of all rows, one
 * {@link org.sparknorm.column.scan.ColumnMoments} a column.
 *
 * <p>Rows that all count go side by side, a block at a time, as one wide row of all columns: where the rows of a
 * partition differ from the first one in nothing but their elements, neighbouring columns are copied out of Spark's row
 * at once. Other rows go one by one, where an element that is null, NaN or infinite counts in no channel. Columns with
 * weights or positions go one by one, too.
 *
 * <p>A row that does not count, and a dataset that does not fit, are told in one value,
 * {@link org.sparknorm.column.Refusal}, which merges as the moments do: nothing is thrown within a partition, so that
 * the driver says once, and first, what was found.
 *
 * <p>What does not belong here: how moments are taken and merged (core), how partitions are combined (sync), and what
 * is done with moments in the end (ml, sql, nn).
 */
package org.sparknorm.column.scan;
