/**
 * What was published lately, thing by thing, for whoever keeps a copy of a list. Bounded and in
 * memory: whoever was away for too long lists again.
 */
@NullMarked
package dev.clawgateway.control.watch;

import org.jspecify.annotations.NullMarked;
