/**
 * What a gateway runs on: clocks, threads and randomness, as one port, and the machine's own.
 * Nothing else of the server starts a thread or reads a clock.
 */
@NullMarked
package dev.clawgateway.server.runtime;

import org.jspecify.annotations.NullMarked;
