/**
 * What follows for one workload from its own record: what it has time for, and whether another
 * attempt comes after an end. Knows no other workload and no node.
 */
@NullMarked
package dev.clawgateway.core.state.attempt;

import org.jspecify.annotations.NullMarked;
