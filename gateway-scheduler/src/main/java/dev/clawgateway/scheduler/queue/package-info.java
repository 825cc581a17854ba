/**
 * Who waits and who holds devices: the lines of the virtual clusters, what is kept for whom, and
 * what may start now. Stops nobody and explains nothing.
 */
@NullMarked
package dev.clawgateway.scheduler.queue;

import org.jspecify.annotations.NullMarked;
