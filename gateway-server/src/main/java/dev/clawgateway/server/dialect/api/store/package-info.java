/** Copies of the store, asked for over HTTP on the gateway's own machine. */
@NullMarked
package dev.clawgateway.server.dialect.api.store;

import org.jspecify.annotations.NullMarked;
