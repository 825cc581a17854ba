/**
 * The fleet as a whole, and what one node holds: capacity and what becomes of it, use as devices
 * measured it, what waits for what, and how many more requests fit. Walks all nodes on query
 * threads, once for all who ask in the same moment.
 */
@NullMarked
package dev.clawgateway.control.operations.fleet;

import org.jspecify.annotations.NullMarked;
