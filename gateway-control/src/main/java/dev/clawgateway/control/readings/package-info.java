/**
 * What nodes report all the time and nobody stores: heartbeats and GPU readings, the latest values
 * and, of the readings, a while in rings that never grow. Lock-free; never on the way of a commit.
 */
@NullMarked
package dev.clawgateway.control.readings;

import org.jspecify.annotations.NullMarked;
