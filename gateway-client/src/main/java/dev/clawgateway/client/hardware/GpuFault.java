package dev.clawgateway.client.hardware;

/**
 * A GPU that is not to be used for now.
 *
 * @param uuid the vendor's id
 * @param why in words
 */
public record GpuFault(String uuid, String why) {}
