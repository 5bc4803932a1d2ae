/**
 * What a person copies, and what a person submits.
 *
 * <p>Copy {@link org.sparknorm.examples.NormalizeColumns}, {@link org.sparknorm.examples.SqlNorms},
 * {@link org.sparknorm.examples.StreamingUpdate} or {@link org.sparknorm.examples.TrainClassifier}: each needs Spark
 * and the library alone. Submit {@link org.sparknorm.examples.Normalize}, {@link org.sparknorm.examples.TrainDigits},
 * {@link org.sparknorm.examples.SyncOverhead} or {@link org.sparknorm.examples.CompareNorms}: each is a command line
 * with {@code --help}, and leaves reports. How they measure is in {@code org.sparknorm.lab}; nothing else belongs here.
 */
package org.sparknorm.examples;
