/**
 * Kryo registration of everything that the library sends between processes: the one package that may know all others.
 *
 * <p>One type: {@link org.sparknorm.kryo.NormRegistrator}. With it the library runs under
 * {@code spark.kryo.registrationRequired=true}, which keeps class names out of every message and finds what was
 * forgotten.
 *
 * <p>What is registered comes from whoever sends it. A package with classes of its own on the wire lists them in a
 * public {@code onTheWire()} ({@link org.sparknorm.optim.Optimizer#onTheWire},
 * {@link org.sparknorm.program.Program#onTheWire}, {@link org.sparknorm.shard.Shards#onTheWire},
 * {@link org.sparknorm.train.Trainer#onTheWire}), so that a class which only its package may name needs no name in a
 * string here. Public classes of {@code core} and {@code column}, and what Spark leaves to its users to register, are
 * named here.
 *
 * <p>An id follows from the order of registration: both sides of a connection must run the same version, as executors
 * of one application do. Nothing that is saved to files is written by Kryo.
 *
 * <p>What does not belong here: how an object is written. Kryo writes fields; it cannot fill records, so what travels
 * is a plain class.
 */
package org.sparknorm.kryo;
