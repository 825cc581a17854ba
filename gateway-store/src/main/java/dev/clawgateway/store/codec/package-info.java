/**
 * The stored form of the core's records, shared by every durable store. Opens and writes nothing.
 */
@NullMarked
package dev.clawgateway.store.codec;

import org.jspecify.annotations.NullMarked;
