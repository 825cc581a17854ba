package dev.clawgateway.plugin;

/**
 * What is to be placed, at the fallback level that is met on the node. Implemented by the gateway.
 * Valid during the call that it is passed to, on its thread.
 */
public interface RequestView {
    /** GPUs, or parts of GPUs, wanted. */
    int gpus();

    /** Thousandths wanted of each: 1000 for whole GPUs. */
    int gpuMillis();

    /** Thousandths of cores. */
    long cpuMillis();

    /** Host memory in MiB. */
    long memoryMib();

    /** Which fallback level; 0 is the first choice. */
    int level();
}
