/**
 * Whom to stop so that a request fits: the cheapest found, tried in an overlay first. Stops nobody
 * itself.
 */
@NullMarked
package dev.clawgateway.scheduler.queue.preempt;

import org.jspecify.annotations.NullMarked;
