package dev.clawgateway.scheduler.policy;

/**
 * What is to be placed, at the fallback level that is met on the node.
 *
 * @param gpus GPUs, or parts of GPUs, wanted
 * @param gpuMillis thousandths of each, 1000 for whole GPUs
 * @param level which fallback level; 0 is the first choice
 */
public record RequestView(int gpus, int gpuMillis, long cpuMillis, long memoryMib, int level) {}
