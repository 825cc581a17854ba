/**
 * What nodes report all the time and nobody stores: heartbeats and GPU readings, the latest values
 * only. Lock-free; never on the way of a commit.
 */
@NullMarked
package dev.clawgateway.control.readings;

import org.jspecify.annotations.NullMarked;
