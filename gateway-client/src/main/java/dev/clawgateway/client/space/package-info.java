/** Workspaces as whoever uses them sees them; asks a gateway by its native API. */
@NullMarked
package dev.clawgateway.client.space;

import org.jspecify.annotations.NullMarked;
