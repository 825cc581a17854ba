package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What nodes say of their workloads. Only the node that holds a workload is believed, and only
 * steps of the table in protocol section 4.1 are applied, with what a node may leave out on the way
 * to a final state; a repeat is no step.
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
        if (node == null || !node.on(command.session())) {
            return turn.refused(ErrorCode.PERMISSION_DENIED, "not from the node's current session");
        }
        WorkloadRecord workload = tables.workload(command.workload());
        Integer attempt = command.attempt();
        if (workload != null && isCurrent(node, workload, attempt)) {
            return apply(turn, workload, command.state(), command.exitCode(), command.message())
                    ? turn.done()
                    : turn.refused(
                            ErrorCode.INVALID_REQUEST,
                            workload.state() + " may not become " + command.state());
        } else if (workload != null && isRepeat(node, workload, attempt, command.state())) {
            return turn.end(new Outcome.Unchanged());
        } else if (attempt != null) {
            // Only a node that names attempts can tell a stray one from the current one
            // (invariant I3).
            stray(turn, node, new RunningAttempt(command.workload(), attempt, command.state()));
        }
        return turn.refused(ErrorCode.PERMISSION_DENIED, "not an attempt this node holds");
    }

    /**
     * Applies a step of the current attempt; false when the table does not allow it, and then
     * nothing changed. A final state is always taken: nothing else might ever end the workload.
     */
    boolean apply(
            Turn turn,
            WorkloadRecord workload,
            WorkloadState next,
            @Nullable Integer exitCode,
            @Nullable String word) {
        WorkloadState now = workload.state();
        if (next.isFinal()) {
            end(turn, workload, next, exitCode, word);
        } else if (now == next) {
            return true;
        } else if (now == WorkloadState.STARTING && next == WorkloadState.RUNNING) {
            lifecycle.run(turn, workload, word);
        } else if (now != WorkloadState.STOPPING && next == WorkloadState.STOPPING) {
            WorkloadRecord runs = running(turn, workload);
            if (runs.state() == WorkloadState.RUNNING) {
                lifecycle.stopping(turn, runs, word);
            }
        } else {
            return false;
        }
        return true;
    }

    /**
     * The node runs, or says it runs, what is not current there: it is told to stop it, but never
     * in answer to what it repeats of an attempt that is over.
     */
    void stray(Turn turn, Tables.NodeEntry node, RunningAttempt attempt) {
        if (attempt.state().isFinal()) {
            node.strays.ended(attempt.workload(), attempt.attempt());
            return;
        }
        WorkloadRecord workload = tables.workload(attempt.workload());
        boolean repeat =
                workload != null && isRepeat(node, workload, attempt.attempt(), attempt.state());
        SessionId session = node.session;
        if (session != null
                && !repeat
                && node.strays.tellToStop(attempt.workload(), attempt.attempt())) {
            turn.effect(
                    new Effect.Stop(
                            node.record.id(),
                            session,
                            attempt.workload(),
                            attempt.attempt(),
                            Duration.ZERO,
                            "not the current attempt"));
        }
    }

    static boolean isCurrent(
            Tables.NodeEntry node, WorkloadRecord workload, @Nullable Integer attempt) {
        return node.record.id().equals(workload.node())
                && (attempt == null || attempt == workload.attempt());
    }

    /** Of an attempt whose end this node told before. */
    private static boolean isRepeat(
            Tables.NodeEntry node,
            WorkloadRecord workload,
            @Nullable Integer attempt,
            WorkloadState state) {
        Allocation last = workload.allocation();
        return workload.endReported()
                && last != null
                && last.node().equals(node.record.id())
                && (attempt == null || attempt == workload.attempt())
                && (!state.isFinal()
                        || state == workload.state()
                        // What had come to its own end was entered as stopped.
                        || (state == WorkloadState.COMPLETED
                                && workload.state() == WorkloadState.STOPPED));
    }

    /**
     * The table reaches completed only through running, and stopped from there through stopping.
     */
    private void end(
            Turn turn,
            WorkloadRecord workload,
            WorkloadState last,
            @Nullable Integer exitCode,
            @Nullable String word) {
        WorkloadRecord ending = workload;
        if (last == WorkloadState.COMPLETED) {
            ending = running(turn, workload);
        } else if (last == WorkloadState.STOPPED && workload.state() == WorkloadState.RUNNING) {
            ending = lifecycle.stopping(turn, workload, null);
        }
        // What somebody asked to stop has stopped, also where it came to its own end first.
        boolean stopped =
                last == WorkloadState.COMPLETED && ending.stopRequested() && !ending.requeue();
        WorkloadState state = stopped ? WorkloadState.STOPPED : last;
        lifecycle.end(turn, ending, new AttemptEnd(state, exitCode, word, true));
    }

    private WorkloadRecord running(Turn turn, WorkloadRecord workload) {
        return workload.state() == WorkloadState.STARTING
                ? lifecycle.run(turn, workload, null)
                : workload;
    }
}
