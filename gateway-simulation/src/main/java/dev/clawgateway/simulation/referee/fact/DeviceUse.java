package dev.clawgateway.simulation.referee.fact;

/**
 * What a process may use of a device.
 *
 * @param device {@link Device#id()}
 * @param milli thousandths of it
 */
public record DeviceUse(String device, int milli, long memoryMib) {}
