package dev.clawgateway.core;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt holds of one GPU.
 *
 * @param index the device's number on its node
 * @param milli thousandths of it, 1000 for the whole
 * @param memoryMib of its memory in MiB
 * @param migProfile the MIG slice held; null when none
 */
public record GpuGrant(int index, int milli, long memoryMib, @Nullable String migProfile) {}
