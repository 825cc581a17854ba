/**
 * The one writer: the control loop, the store thread behind it, and what readers see of the durable
 * state. Nothing here knows a wire format or a socket, or for how long its loop decides.
 */
@NullMarked
package dev.clawgateway.control;

import org.jspecify.annotations.NullMarked;
