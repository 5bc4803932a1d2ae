/**
 * What one synchronization costs: measured, explained by a listener, fitted by a cost model, and predicted for other
 * clusters. {@link org.sparknorm.examples.SyncOverhead} runs it.
 */
package org.sparknorm.lab.study;
