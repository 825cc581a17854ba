/**
 * Machines that work in turns, and the threads that repeat them. Knows nothing of what is decided;
 * a test or a simulation repeats the same turns by hand.
 */
@NullMarked
package dev.clawgateway.control.turns;

import org.jspecify.annotations.NullMarked;
