/**
 * Decides where a request runs, how many fit, and why none does. No objects on the path of a
 * decision. Knows nothing of quotas, queues or who goes first.
 */
@NullMarked
package dev.clawgateway.scheduler.fleet.search;

import org.jspecify.annotations.NullMarked;
