/**
 * Devices held and free, as numbers laid out for the cache, and every change of them, which can be
 * undone. Knows nothing of requests and prefers no node.
 */
@NullMarked
package dev.clawgateway.scheduler.fleet.ledger;

import org.jspecify.annotations.NullMarked;
