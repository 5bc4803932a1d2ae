/** Loops over primitive arrays. */
package org.sparknorm.kernel;
