/**
 * Devices that identify themselves by a key of their own: what they tell of themselves, what of it
 * was approved, and the tokens that they were given. Immutable records; the rules are elsewhere.
 */
@NullMarked
package dev.clawgateway.core.device;

import org.jspecify.annotations.NullMarked;
