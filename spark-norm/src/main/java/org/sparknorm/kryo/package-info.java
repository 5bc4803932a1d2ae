/** Kryo registration of everything that the library sends between processes: the one package that may know all. */
package org.sparknorm.kryo;
