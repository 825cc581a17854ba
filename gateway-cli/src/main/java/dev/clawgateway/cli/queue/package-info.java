/**
 * Commands about work that waits: the queue, the gates that hold work back, and moves that would
 * make room.
 */
@NullMarked
package dev.clawgateway.cli.queue;

import org.jspecify.annotations.NullMarked;
