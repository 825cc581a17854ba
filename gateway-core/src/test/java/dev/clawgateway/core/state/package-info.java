/** Tests of the cluster's state machine, over a hand-written placer. */
@NullMarked
package dev.clawgateway.core.state;

import org.jspecify.annotations.NullMarked;
