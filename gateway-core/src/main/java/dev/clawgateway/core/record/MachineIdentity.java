package dev.clawgateway.core.record;

/**
 * Which machine a session of a node is on, as its agent says: two sessions of one node id that
 * differ in it are two agents, one of which has the other's state folder.
 *
 * @param machineId the same after every restart of the machine
 * @param bootId another one after every restart of the machine
 */
public record MachineIdentity(String machineId, String bootId) {}
