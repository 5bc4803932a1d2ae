/**
 * What differs between the versions of Spark and Scala that this library runs on.
 *
 * <p>Two folders hold the same classes with the same methods, one for Spark 4 ({@code src/main/spark4}) and one for
 * Spark 3.5 ({@code src/main/spark35}); the build takes one of them. There is a class for each of Spark's modules:
 * {@link org.sparknorm.spark.SparkSql}, {@link org.sparknorm.spark.SparkMl}, {@link org.sparknorm.spark.SparkNetwork}.
 * {@link org.sparknorm.spark.ScalaCollections} serves Scala 2.12 and 2.13 alike.
 *
 * <p>A jar on a Spark that it is not for refuses with {@link org.sparknorm.spark.SparkVersion}, before a method is
 * missed: where a stage makes its params or is loaded, and where SQL functions are installed.
 *
 * <p>What does not belong here: anything that all versions have.
 */
package org.sparknorm.spark;
