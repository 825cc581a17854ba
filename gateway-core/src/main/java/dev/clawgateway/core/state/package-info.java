/**
 * The cluster's state machine and the only code that may change the state. No I/O, no thread, no
 * clock: time arrives with every command.
 */
@NullMarked
package dev.clawgateway.core.state;

import org.jspecify.annotations.NullMarked;
