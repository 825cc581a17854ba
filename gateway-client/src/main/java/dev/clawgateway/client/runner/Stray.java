package dev.clawgateway.client.runner;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.ProcessGroup;
import org.jspecify.annotations.Nullable;

/**
 * A process that an agent once started, or its group.
 *
 * @param process one that lives
 * @param attempt what it was started for
 * @param gpus it was given, and may use
 * @param container what it runs; null for a plain process, and when that is not known
 */
record Stray(
        long process,
        ProcessGroup group,
        AttemptId attempt,
        GivenGpus gpus,
        Launch.@Nullable Container container) {
    /** True when this is the first process of its group, which an attempt lives as long as. */
    boolean led() {
        return process == group.leader();
    }
}
