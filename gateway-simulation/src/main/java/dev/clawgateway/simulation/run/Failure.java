package dev.clawgateway.simulation.run;

/**
 * What was wrong with a run.
 *
 * @param rule the name of the invariant that was broken
 * @param words what a person needs to know of it
 * @param steps how many steps had been taken
 */
public record Failure(String rule, String words, int steps) {}
