/**
 * Jobs for spark-submit that show and measure spark-norm, and what they share: reading their input, saying how far
 * they are, counting Spark jobs. What they write is in {@link org.sparknorm.examples.report}.
 */
package org.sparknorm.examples;
