/**
 * When the state machine has to look at what, and how many nodes it may give up at once. Knows
 * moments and ids, and no state.
 */
@NullMarked
package dev.clawgateway.core.state.due;

import org.jspecify.annotations.NullMarked;
