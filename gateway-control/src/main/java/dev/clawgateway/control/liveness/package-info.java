/**
 * Who is still there: signs of life as they are heard, and what silence means. Soft state, never
 * stored; told by whoever hears, and knows no transport.
 */
@NullMarked
package dev.clawgateway.control.liveness;

import org.jspecify.annotations.NullMarked;
