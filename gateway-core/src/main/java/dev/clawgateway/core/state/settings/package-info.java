/** Bounds and timeouts of the cluster's state, as they are set from outside. */
@NullMarked
package dev.clawgateway.core.state.settings;

import org.jspecify.annotations.NullMarked;
