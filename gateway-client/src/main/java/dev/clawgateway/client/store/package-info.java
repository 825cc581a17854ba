/** Asks a gateway on this machine to copy its store. */
@NullMarked
package dev.clawgateway.client.store;

import org.jspecify.annotations.NullMarked;
