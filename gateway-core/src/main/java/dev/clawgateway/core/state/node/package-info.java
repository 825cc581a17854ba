/**
 * What is known of one node beside its record: work that is not its own, and devices that moved.
 */
@NullMarked
package dev.clawgateway.core.state.node;

import org.jspecify.annotations.NullMarked;
