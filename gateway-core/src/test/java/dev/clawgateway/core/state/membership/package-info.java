/** Tests of the cluster's state machine, over a hand-written placer. */
@NullMarked
package dev.clawgateway.core.state.membership;

import org.jspecify.annotations.NullMarked;
