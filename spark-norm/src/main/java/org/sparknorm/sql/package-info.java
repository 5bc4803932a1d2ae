/**
 * The norms as SQL functions: {@code layer_norm}, {@code rms_norm}, {@code group_norm}, {@code batch_norm}, and the
 * aggregate {@code moments}.
 *
 * <p>{@link org.sparknorm.sql.NormFunctions} lists them with their arguments and registers them in one session;
 * {@link org.sparknorm.sql.NormExtensions} installs them in every session, by configuration, which is the way for a
 * {@code spark-sql} shell and for the server of Spark Connect. {@code DESCRIBE FUNCTION EXTENDED layer_norm} shows
 * usage, arguments and an example.
 *
 * <p>A call is analyzed once: {@code NormArguments} checks number and types of the arguments, casts arrays of numbers,
 * reads constants, and makes an expression of the package {@code column}. Where gamma, beta, mean or variance are
 * columns, a {@link org.sparknorm.sql.ParameterizedCall} takes them beside each row; a norm is made anew only when they
 * change.
 *
 * <p>Equal calls are equal expressions, so that Spark evaluates {@code layer_norm(x)} once where a query writes it
 * twice, and {@code GROUP BY layer_norm(x)} finds it. A result's column is named as the call was written.
 *
 * <p>Missing elements (NULL, NaN, infinite) are left out of statistics and come out as NaN, as the stages do with
 * {@code handleInvalid = "keep"}; a NULL row gives NULL.
 *
 * <p>What does not belong here: anything that a stage needs without SQL (column), and formulas (core).
 */
package org.sparknorm.sql;
