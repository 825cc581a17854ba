package dev.clawgateway.core.workload;

/** Whether the workers of a parallel workload are told which one they are. */
public enum CompletionMode {
    NON_INDEXED,
    /**
     * Each worker gets its number in the environment variable {@code WORKLOAD_COMPLETION_INDEX}.
     */
    INDEXED
}
