/**
 * The vocabulary between the state machine and everybody else: commands, changes, effects, events,
 * outcomes, and the ports {@link Store} and {@link ClusterView}. Holds no rule.
 */
@NullMarked
package dev.clawgateway.core.cluster;

import org.jspecify.annotations.NullMarked;
