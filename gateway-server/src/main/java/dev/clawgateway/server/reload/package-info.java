/**
 * A new configuration for a gateway that runs: as a whole or not at all, and one at a time. Knows
 * what changed and what has to wait for a restart, and nothing of the parts that it changes.
 */
@NullMarked
package dev.clawgateway.server.reload;

import org.jspecify.annotations.NullMarked;
