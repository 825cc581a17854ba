/**
 * Says why requests wait, counts who waits for what, and what moves would help. Changes nothing.
 */
@NullMarked
package dev.clawgateway.scheduler.queue.explain;

import org.jspecify.annotations.NullMarked;
