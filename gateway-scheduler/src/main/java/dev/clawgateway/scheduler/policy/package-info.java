/**
 * Placement policies by name, and the interface of custom ones. Holds no state of the fleet and no
 * index.
 */
@NullMarked
package dev.clawgateway.scheduler.policy;

import org.jspecify.annotations.NullMarked;
