/**
 * The rules of the registry of members: what a registration replaces, what an operator's word
 * outlives, and every bound. Applied on the control thread; no I/O, no clock.
 */
@NullMarked
package dev.clawgateway.core.state.membership;

import org.jspecify.annotations.NullMarked;
