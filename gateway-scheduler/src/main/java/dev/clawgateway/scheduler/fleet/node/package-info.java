/**
 * What nodes are: their numbers, what devices they have and how these may be cut, and the places
 * that labels divide them into. Knows nothing of what is held.
 */
@NullMarked
package dev.clawgateway.scheduler.fleet.node;

import org.jspecify.annotations.NullMarked;
