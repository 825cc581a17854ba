/**
 * The disk of a simulated machine: a file system in memory, with what of it would survive a loss of
 * power. Knows nothing of agents.
 */
@NullMarked
package dev.clawgateway.simulation.node.files;

import org.jspecify.annotations.NullMarked;
