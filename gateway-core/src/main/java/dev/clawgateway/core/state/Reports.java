package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What nodes say of their workloads. Only the node that holds a workload is believed, and only
 * steps of the table in protocol section 4.1, with its two shortcuts, are applied; a repeat is no
 * step.
 */
final class Reports {
    private final Tables tables;
    private final Lifecycle lifecycle;

    Reports(Tables tables, Lifecycle lifecycle) {
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    Applied report(Turn turn, Command.ReportWorkload command) {
        Tables.NodeEntry node = tables.node(command.node());
        if (node == null || node.session != command.session()) {
            return turn.refused(ErrorCode.PERMISSION_DENIED, "not from the node's current session");
        }
        WorkloadRecord workload = tables.workload(command.workload());
        boolean holder = workload != null && command.node().equals(workload.node());
        Integer attempt = command.attempt();
        if (workload == null || !holder || (attempt != null && attempt != workload.attempt())) {
            stopStray(turn, command);
            return turn.refused(ErrorCode.PERMISSION_DENIED, "not an attempt this node holds");
        }
        boolean applied =
                apply(turn, workload, command.state(), command.exitCode(), command.message());
        return applied
                ? turn.done()
                : turn.refused(
                        ErrorCode.INVALID_REQUEST,
                        workload.state() + " may not become " + command.state());
    }

    /**
     * Applies a step of the current attempt; false when the table does not allow it, and then
     * nothing changed.
     */
    boolean apply(
            Turn turn,
            WorkloadRecord workload,
            WorkloadState next,
            @Nullable Integer exitCode,
            @Nullable String message) {
        if (workload.state() == next) {
            return true;
        } else if (workload.state() == WorkloadState.RUNNING && next == WorkloadState.STOPPED) {
            // A node may end a workload unasked; the table reaches stopped only through stopping.
            WorkloadRecord stopping =
                    workload.become(WorkloadState.STOPPING, turn.now().wall(), null, null);
            lifecycle.end(turn, stopping, next, exitCode, message);
            return true;
        } else if (!workload.state().mayBecome(next) || next == WorkloadState.STOPPING) {
            return false;
        } else if (next == WorkloadState.RUNNING) {
            lifecycle.run(turn, workload, message);
            return true;
        }
        lifecycle.end(turn, workload, next, exitCode, message);
        return true;
    }

    /** Only a node that names attempts can tell a stray one from the current one (invariant I3). */
    private static void stopStray(Turn turn, Command.ReportWorkload command) {
        Integer attempt = command.attempt();
        if (attempt != null && !command.state().isFinal()) {
            turn.effect(
                    new Effect.Stop(
                            command.node(),
                            command.session(),
                            command.workload(),
                            attempt,
                            Duration.ZERO,
                            "not the current attempt"));
        }
    }
}
