/**
 * Handwritten digits, and other labeled rows, as the jobs read them: MNIST's IDX files or Parquet on any Hadoop path.
 * {@link org.sparknorm.lab.digits.DigitSets} are the rows that train and those that test. What is done with them
 * belongs elsewhere.
 */
package org.sparknorm.lab.digits;
