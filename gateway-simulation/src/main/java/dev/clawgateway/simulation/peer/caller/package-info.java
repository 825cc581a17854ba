/**
 * Programs that change things by the API, each change under a key, and again where no answer came.
 */
@NullMarked
package dev.clawgateway.simulation.peer.caller;

import org.jspecify.annotations.NullMarked;
