/**
 * A compiled network: a {@link org.sparknorm.program.Program} is a network for one input shape and one kind of norm;
 * {@link org.sparknorm.program.Variables} are the numbers that training changes; a {@link org.sparknorm.program.Step} is
 * one worker's part of one step, which stops wherever synchronized batch norm needs the sums of all workers. How those
 * sums travel is decided elsewhere.
 */
package org.sparknorm.program;
