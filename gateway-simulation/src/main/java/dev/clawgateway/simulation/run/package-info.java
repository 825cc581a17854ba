/**
 * Whole runs: the world that is wired for one plan, the story of what went wrong in it, and
 * campaigns over many seeds.
 */
@NullMarked
package dev.clawgateway.simulation.run;

import org.jspecify.annotations.NullMarked;
