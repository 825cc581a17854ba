/**
 * The whole scheduler, queues, quotas and preemption included, through the port that the gateway
 * uses.
 */
@NullMarked
package dev.clawgateway.bench.queue;

import org.jspecify.annotations.NullMarked;
