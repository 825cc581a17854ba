/**
 * The port between the cluster's state and a placement engine: what is asked, and what can be
 * answered.
 */
@NullMarked
package dev.clawgateway.core.placement;

import org.jspecify.annotations.NullMarked;
