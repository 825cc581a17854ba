/**
 * Who is still there: signs of life as they are heard, and what silence means. Soft state, never
 * stored; told by whoever hears.
 */
@NullMarked
package dev.clawgateway.control.liveness;

import org.jspecify.annotations.NullMarked;
