/**
 * What the cluster keeps of each node and workload: immutable records, each with only the moves
 * that are legal from it. Says nothing of when to make them.
 */
@NullMarked
package dev.clawgateway.core.record;

import org.jspecify.annotations.NullMarked;
