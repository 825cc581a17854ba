/**
 * The rules of credentials: who gets one, for how long, and what is taken back. Applied on the
 * control thread; no I/O, no clock, and no cryptography.
 */
@NullMarked
package dev.clawgateway.core.state.access;

import org.jspecify.annotations.NullMarked;
