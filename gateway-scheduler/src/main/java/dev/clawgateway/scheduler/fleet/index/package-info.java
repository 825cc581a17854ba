/**
 * Where to look: requests by number, and the nodes that suit them by what is free there. Follows
 * the ledger, never writes it, and decides nothing.
 */
@NullMarked
package dev.clawgateway.scheduler.fleet.index;

import org.jspecify.annotations.NullMarked;
