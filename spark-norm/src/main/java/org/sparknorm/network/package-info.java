/**
 * What a person writes of a network: a {@link org.sparknorm.network.Network} of {@link org.sparknorm.network.Layer}s, as
 * text or by its builder, and the {@link org.sparknorm.network.Shape}s of what flows through it. There are no numbers here.
 */
package org.sparknorm.network;
