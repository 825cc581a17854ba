/**
 * The queue before the fleet: who goes next, who makes room, for whom devices are kept, and why
 * somebody waits. Finds no devices itself: the fleet's index does.
 */
@NullMarked
package dev.clawgateway.scheduler.queue;

import org.jspecify.annotations.NullMarked;
