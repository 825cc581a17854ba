package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.DiskProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether this node takes another workload at all. Confined to the agent's thread. */
final class Intake {
    // The disk is asked so often when nothing points at it: a write that fails does at once.
    private static final int TURNS_BETWEEN_PROBES = 30;

    private final int maxWorkloads;
    private final DiskProbe probe;
    private final Conditions conditions;
    private @Nullable String diskProblem;
    private int turns;

    Intake(int maxWorkloads, DiskProbe probe, Conditions conditions) {
        this.maxWorkloads = maxWorkloads;
        this.probe = probe;
        this.conditions = conditions;
    }

    /** To be called about once a second. */
    void turn(boolean writesFail) {
        if (writesFail || diskProblem != null || turns++ % TURNS_BETWEEN_PROBES == 0) {
            diskProblem = probe.problem().map(each -> "disk full: " + each).orElse(null);
            conditions.set(Conditions.DISK_FULL, diskProblem);
        }
    }

    /** Why a start is refused while so many workloads are here; nothing when it is not. */
    Optional<String> refusal(int workloads) {
        if (diskProblem != null) {
            return Optional.of(diskProblem);
        } else if (workloads >= maxWorkloads) {
            return Optional.of(
                    "this node runs "
                            + workloads
                            + " workloads, and takes no more than "
                            + maxWorkloads
                            + " at once (--max-workloads)");
        }
        return Optional.empty();
    }
}
