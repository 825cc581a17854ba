package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.Started;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.Stoppable;
import dev.clawgateway.core.life.Stopped;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.state.node.Strays;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
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
    private final Ends ends;
    private final Avoidance avoidance;
    private final WorkAdoption adoption;
    private final HeldApart apart;
    private final SettingsInForce settings;

    Reports(
            Tables tables,
            Lifecycle lifecycle,
            Ends ends,
            Avoidance avoidance,
            WorkAdoption adoption,
            HeldApart apart,
            SettingsInForce settings) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.ends = ends;
        this.avoidance = avoidance;
        this.adoption = adoption;
        this.apart = apart;
        this.settings = settings;
    }

    Applied<Outcome.Changed> report(Turn turn, Command.ReportWorkload command) {
        NodeEntry node = tables.node(command.node());
        if (node == null || !node.on(command.session())) {
            return turn.refused(ErrorCode.PERMISSION_DENIED, "not from the node's current session");
        }
        WorkloadRecord workload = tables.workload(command.workload());
        Integer attempt = command.attempt();
        if (command.state().isFinal()) {
            apart.over(turn, node, command.workload(), attempt == null ? 1 : attempt);
        }
        if (workload instanceof Held held && isCurrent(node, held, attempt)) {
            return apply(turn, held, command.state(), command.exitCode(), command.message())
                    ? turn.done()
                    : turn.refused(
                            ErrorCode.INVALID_REQUEST,
                            workload.state() + " may not become " + command.state());
        } else if (isRepeat(node, workload, attempt, command.state())) {
            return turn.unchanged();
        }
        RunningAttempt meant = meant(workload, command);
        if (meant != null && !adoption.stops() && adoption.foreign(node, meant)) {
            adoption.takeIn(turn, node, meant);
            apart.settled(turn, node);
            return takenIn(turn, node, meant);
        }
        Integer notCurrent = attempt == null ? over(node, command.workload(), workload) : attempt;
        if (notCurrent != null) {
            stray(turn, node, new RunningAttempt(command.workload(), notCurrent, command.state()));
        }
        return turn.refused(ErrorCode.PERMISSION_DENIED, "not an attempt this node holds");
    }

    /**
     * Only a node that names attempts can tell a stray one from the current one (invariant I3). Of
     * what has ended none is current, whichever it means, nor is what it was told to stop; null
     * where one is, or may be.
     */
    private @Nullable Integer over(
            NodeEntry node, WorkloadId id, @Nullable WorkloadRecord workload) {
        if (workload instanceof Ended ended) {
            return ended.attempt();
        } else if (workload == null && tables.isForgotten(id)) {
            return tables.lastAttemptOfForgotten(id);
        }
        return node.strays.told(id);
    }

    /** A node that counts no attempts means the first, of work that has none here. */
    private static @Nullable RunningAttempt meant(
            @Nullable WorkloadRecord workload, Command.ReportWorkload command) {
        Integer attempt = command.attempt();
        if (attempt != null) {
            return new RunningAttempt(command.workload(), attempt, command.state());
        }
        return workload == null || workload.attempt() == 0
                ? new RunningAttempt(command.workload(), 1, command.state())
                : null;
    }

    private Applied<Outcome.Changed> takenIn(Turn turn, NodeEntry node, RunningAttempt attempt) {
        if (attempt.state() == WorkloadState.STOPPING
                && tables.workload(attempt.workload()) instanceof Running running
                && running.node().equals(node.record.id())
                && running.current().adopted()) {
            lifecycle.stoppedByNode(turn, running, null);
        }
        return turn.done();
    }

    /**
     * Applies a step of the current attempt; false when the table does not allow it, and then
     * nothing changed. A final state is always taken: nothing else might ever end the workload.
     */
    boolean apply(
            Turn turn,
            Held workload,
            WorkloadState next,
            @Nullable Integer exitCode,
            @Nullable String word) {
        AttemptEnd end = new AttemptEnd(turn.now().wall(), exitCode, word, true);
        switch (next) {
            case PENDING -> {
                return false;
            }
            case STARTING -> {
                return workload instanceof Starting;
            }
            case RUNNING -> {
                if (workload instanceof Starting starting) {
                    lifecycle.run(turn, starting, word);
                }
                return !(workload instanceof Stopping);
            }
            case STOPPING -> {
                if (started(turn, workload) instanceof Running running) {
                    lifecycle.stoppedByNode(turn, running, word);
                }
            }
            case COMPLETED -> completed(turn, started(turn, workload), end);
            case STOPPED -> ends.stopped(turn, stoppable(turn, workload), end);
            case FAILED -> ends.failed(turn, workload, end);
        }
        return true;
    }

    /**
     * The node runs, or says it runs, what is not current there: it is told to stop it, but never
     * in answer to what it repeats of an attempt that is over.
     */
    void stray(Turn turn, NodeEntry node, RunningAttempt attempt) {
        if (attempt.state().isFinal()) {
            node.strays.ended(attempt.workload(), attempt.attempt());
            if (!node.strays.stopping() && node.givenUp.isEmpty()) {
                avoidance.hasStopped(turn, node);
            }
            return;
        }
        WorkloadRecord workload = tables.workload(attempt.workload());
        boolean repeat = isRepeat(node, workload, attempt.attempt(), attempt.state());
        if (node.connected()
                && !repeat
                && node.strays.tellToStop(attempt.workload(), attempt.attempt())) {
            tellToStop(turn, node, attempt, settings.stopGrace(), "not the current attempt");
            avoidance.whileItStops(turn, node, settings.stopGrace().plus(settings.stopTimeout()));
        }
    }

    private void tellToStop(
            Turn turn, NodeEntry node, RunningAttempt attempt, Duration grace, String reason) {
        SessionId session = node.session;
        if (session == null) {
            return;
        }
        turn.effect(
                new Effect.Stop(
                        node.record.id(),
                        session,
                        attempt.workload(),
                        attempt.attempt(),
                        grace,
                        reason,
                        adoption.stops() && adoption.unknown(attempt)));
    }

    /** The time to stop is over: what has not ended is told so again, without grace. */
    void insist(Turn turn, NodeEntry node) {
        for (Strays.Attempt told : node.strays.told()) {
            RunningAttempt attempt =
                    new RunningAttempt(told.workload(), told.number(), WorkloadState.RUNNING);
            tellToStop(turn, node, attempt, Duration.ZERO, "did not stop in time");
        }
    }

    static boolean isCurrent(NodeEntry node, Held workload, @Nullable Integer attempt) {
        return node.record.id().equals(workload.node())
                && (attempt == null || attempt == workload.attempt());
    }

    /** Of an attempt whose end this node told before. */
    private static boolean isRepeat(
            NodeEntry node,
            @Nullable WorkloadRecord workload,
            @Nullable Integer attempt,
            WorkloadState state) {
        if (!(workload instanceof Ended ended) || !ended.end().reported()) {
            return false;
        }
        Attempt last = ended.last();
        return last != null
                && last.allocation().node().equals(node.record.id())
                && (attempt == null || attempt == ended.attempt())
                && (!state.isFinal()
                        || state == ended.state()
                        // What had come to its own end was entered as stopped.
                        || (state == WorkloadState.COMPLETED && ended instanceof Stopped));
    }

    /** What somebody asked to stop has stopped, also where it came to its own end first. */
    private void completed(Turn turn, Started workload, AttemptEnd end) {
        if (workload instanceof Stopping stopping
                && stopping.stopRequested()
                && !stopping.requeue()) {
            ends.stopped(turn, stopping, end);
        } else {
            ends.completed(turn, workload, end);
        }
    }

    /** Completed is reached only through running. */
    private Started started(Turn turn, Held workload) {
        return switch (workload) {
            case Starting starting -> lifecycle.run(turn, starting, null);
            case Started started -> started;
        };
    }

    /** From running, stopped is reached only through stopping. */
    private Stoppable stoppable(Turn turn, Held workload) {
        return switch (workload) {
            case Running running -> lifecycle.stoppedByNode(turn, running, null);
            case Stoppable stoppable -> stoppable;
        };
    }
}
