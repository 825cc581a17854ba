package dev.clawgateway.plugin;

import java.util.Map;

/**
 * A node as it stands before the request is placed. Implemented by the gateway. Valid during the
 * call that it is passed to, on its thread.
 */
public interface NodeView {
    /** A UUID in its usual form; stays with the node for good. */
    String id();

    /** For people; unique at one time. */
    String name();

    /** What the node reported, overridden by what operators set; unmodifiable. */
    Map<String, String> labels();

    /** Whether a condition holds, such as {@code DiskPressure}; false also where nobody knows. */
    boolean condition(String type);

    /** Devices, free or not. */
    int gpus();

    /**
     * The vendor's name of a model, such as {@code NVIDIA H100 80GB HBM3}.
     *
     * @param position from 0, in the node's own order; below {@link #gpus}
     */
    String gpuModel(int position);

    /** Memory of that GPU in MiB, free or not; 0 when it is not known. */
    long gpuMemoryMib(int position);

    /** GPUs nobody holds any part of. */
    int freeGpus();

    /** Thousandths of GPUs free over all of them, parts included. */
    int freeGpuMillis();

    /** The same of one GPU: 0 to 1000. */
    int freeGpuMillis(int position);

    /** Thousandths of cores, free or not. */
    long cpuMillis();

    long freeCpuMillis();

    /** Host memory in MiB, free or not. */
    long memoryMib();

    long freeMemoryMib();
}
