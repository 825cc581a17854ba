/**
 * What can be known from the facts so far, by workload, attempt, node, machine and connection: what
 * several judges need. Draws no verdict. Bounded by the run.
 */
@NullMarked
package dev.clawgateway.simulation.referee.history;

import org.jspecify.annotations.NullMarked;
