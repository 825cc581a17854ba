/** What concerns the gateway itself, whatever its nodes and workloads are. */
@NullMarked
package dev.clawgateway.core.state.reign;

import org.jspecify.annotations.NullMarked;
