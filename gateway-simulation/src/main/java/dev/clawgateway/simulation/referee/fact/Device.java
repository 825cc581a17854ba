package dev.clawgateway.simulation.referee.fact;

/**
 * A GPU that is in a machine.
 *
 * @param id which device it is, the same whatever its number: unique in the world
 * @param index its number now
 */
public record Device(String id, int index, long memoryMib) {}
