/**
 * The norms as SQL functions: {@link org.sparknorm.sql.NormFunctions} registers them,
 * {@link org.sparknorm.sql.NormExtensions} does so for a session's configuration.
 */
package org.sparknorm.sql;
