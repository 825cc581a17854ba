package dev.clawgateway.control.watch;

import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.space.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A workspace at one moment.
 *
 * @param workload null where it is forgotten
 */
public record WorkspaceSeen(Workspace workspace, @Nullable WorkloadRecord workload) {}
