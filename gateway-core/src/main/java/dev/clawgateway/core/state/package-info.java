/**
 * The cluster's state and the only code that may change it. No I/O but the port {@link Store}; no
 * thread, no clock: time arrives with every command.
 */
@NullMarked
package dev.clawgateway.core.state;

import org.jspecify.annotations.NullMarked;
