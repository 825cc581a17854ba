/**
 * What the cluster keeps of each node, and of past use: immutable records. Says nothing of when to
 * change them.
 */
@NullMarked
package dev.clawgateway.core.record;

import org.jspecify.annotations.NullMarked;
