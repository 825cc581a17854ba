/**
 * What a change means in keys and values, and how the state is read back from them: once, for every
 * store. Knows no store, and opens and writes nothing.
 */
@NullMarked
package dev.clawgateway.store.layout;

import org.jspecify.annotations.NullMarked;
