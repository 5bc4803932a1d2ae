/**
 * Params and column checks that pipeline stages and the classifier share.
 *
 * <p>Each {@code Has...} interface is one param with its getter and its fluent setter. A param is made anew at each call:
 * Spark ML compares params by their parent's uid and their name, and a param without a field cannot be built before the
 * stage has its uid. Values are checked when they are set, with a message that names the stage, the param, what was
 * found and what is expected. {@link org.sparknorm.column.Columns} checks schemas in the same manner.
 */
package org.sparknorm.param;
