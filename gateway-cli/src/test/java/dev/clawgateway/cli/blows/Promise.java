package dev.clawgateway.cli.blows;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import org.jspecify.annotations.Nullable;

/** A workload whose submission was acknowledged, and what else was said of it since. */
final class Promise {
    private final WorkloadId id;
    private final String name;
    private final boolean endsByItself;
    private boolean stopAcknowledged;
    private @Nullable WorkloadState end;

    Promise(WorkloadId id, String name, boolean endsByItself) {
        this.id = id;
        this.name = name;
        this.endsByItself = endsByItself;
    }

    WorkloadId id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Nobody has to ask for its end: it comes, or it was promised. */
    boolean mustEnd() {
        return endsByItself || stopAcknowledged;
    }

    boolean stopAcknowledged() {
        return stopAcknowledged;
    }

    void acknowledgeStop() {
        stopAcknowledged = true;
    }

    /** False when it had ended in another way before. */
    boolean seen(WorkloadState state) {
        if (end != null) {
            return end == state;
        }
        if (state.isFinal()) {
            end = state;
        }
        return true;
    }
}
