/**
 * A machine as its node tells of it: devices, capacity, conditions, taints. Immutable records that
 * check themselves; nothing of what the cluster makes of them.
 */
@NullMarked
package dev.clawgateway.core.node;

import org.jspecify.annotations.NullMarked;
