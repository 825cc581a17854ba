/**
 * The output of workloads, bounded and in memory: the newest lines of each stream. Knows no wire
 * format.
 */
@NullMarked
package dev.clawgateway.control.output;

import org.jspecify.annotations.NullMarked;
