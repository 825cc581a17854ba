/**
 * The hot engine: the ledger of devices, the index over nodes and the search for a place. Dense
 * numbers and flat arrays; no objects on the path of a decision. Knows nothing of quotas, queues or
 * who goes first.
 */
@NullMarked
package dev.clawgateway.scheduler.fleet;

import org.jspecify.annotations.NullMarked;
