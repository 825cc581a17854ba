/** A store that keeps everything in memory, for tests and simulations. */
@NullMarked
package dev.clawgateway.store.memory;

import org.jspecify.annotations.NullMarked;
