/** Who reads what the native API tells as it happens, goes away, and comes back where he was. */
@NullMarked
package dev.clawgateway.simulation.peer.reader;

import org.jspecify.annotations.NullMarked;
