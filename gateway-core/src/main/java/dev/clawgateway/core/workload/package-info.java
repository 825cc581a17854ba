/**
 * What is asked to run and what it is given: specs with all their requirements, states,
 * allocations. Immutable records that check themselves.
 */
@NullMarked
package dev.clawgateway.core.workload;

import org.jspecify.annotations.NullMarked;
