/**
 * The one writer: the control loop, the store thread behind it, and one class per periodic duty.
 * Nothing here knows a wire format or a socket.
 */
@NullMarked
package dev.clawgateway.control;

import org.jspecify.annotations.NullMarked;
