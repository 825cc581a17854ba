/** Maintenance windows: which there are, and how they come and go. Knows nodes by a port alone. */
@NullMarked
package dev.clawgateway.core.state.maintenance;

import org.jspecify.annotations.NullMarked;
