/**
 * Names of the placement policies, and the plug-in point for one's own. Holds no ledger and no
 * search.
 */
@NullMarked
package dev.clawgateway.scheduler.policy;

import org.jspecify.annotations.NullMarked;
