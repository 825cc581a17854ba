package dev.clawgateway.simulation.peer;

/**
 * What a submission may ask for beyond the bare minimum. A run knows only some of them, so that
 * each is met often and alone in some runs.
 */
public enum Taste {
    GPUS,
    GPU_MEMORY,
    SHARE,
    MIG,
    GANG,
    PARALLEL,
    CONSTRAINT,
    TOLERATION,
    GATE,
    PRIORITY,
    VIRTUAL_CLUSTER,
    /** A node named by the operator. */
    TARGET,
    /** Waits for room, instead of being refused. */
    QUEUE,
    TIME_LIMIT,
    RESTART,
    /** Memory and processors, not devices, are what is short. */
    MEMORY_HEAVY,
    SHORT,
    LONG,
    /** Takes no notice of a polite stop. */
    STUBBORN
}
