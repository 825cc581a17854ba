/**
 * What makes a change happen once, and only to what its caller has seen: the answers that are kept
 * under callers' keys, and the revisions that records bear.
 */
@NullMarked
package dev.clawgateway.core.state.once;

import org.jspecify.annotations.NullMarked;
