/**
 * How parameters move along their gradients: an {@link org.sparknorm.optim.Optimizer}, chosen by a
 * {@link org.sparknorm.optim.Solver}, at the rate of a {@link org.sparknorm.optim.Schedule}.
 */
package org.sparknorm.optim;
