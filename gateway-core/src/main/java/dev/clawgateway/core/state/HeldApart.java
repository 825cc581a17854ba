package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Strangeness;
import dev.clawgateway.core.state.node.ToldWork;
import dev.clawgateway.core.state.node.UnknownHeld;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What nodes run and is held apart: it keeps its devices, and is neither a workload here nor to be
 * disturbed. It ends by its node's word or an operator's.
 */
final class HeldApart {
    private final Tables tables;
    private final Placer placer;
    private final Avoidance avoidance;
    private final SettingsInForce settings;

    HeldApart(Tables tables, Placer placer, Avoidance avoidance, SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.avoidance = avoidance;
        this.settings = settings;
    }

    /** It keeps its devices, and nothing more is made of it; twice is once. */
    void hold(Turn turn, NodeEntry node, RunningAttempt attempt) {
        if (node.unknown.has(attempt.workload(), attempt.attempt())) {
            return;
        }
        WorkloadSpec spec = ToldWork.specOf(attempt, tables.workload(attempt.workload()));
        Allocation holds = ToldWork.allocation(node.record, attempt, spec);
        WorkloadId id =
                node.unknown.add(
                        attempt.workload(), attempt.attempt(), holds, attempt.devices() == null);
        placer.restore(id, null, spec.staying(), holds, turn.now().wall());
        turn.event(
                Event.Kind.NODE_RUNS_UNKNOWN,
                node.record.id(),
                "attempt " + attempt.attempt() + " of workload " + attempt.workload());
    }

    /** All that was to be held is: says so, and whether the node may get new work. */
    void settled(Turn turn, NodeEntry node) {
        Strangeness now =
                node.unknown.isEmpty() && node.otherFleet == null
                        ? null
                        : new Strangeness(node.unknown.size(), node.otherFleet);
        if (!Objects.equals(now, node.strangeness)) {
            node.strangeness = now;
            turn.change(new Change.StrangenessChanged(node.record.id(), now));
        }
        avoidance.refresh(turn, node);
    }

    /** What was held for it is over, says its node. */
    void over(Turn turn, NodeEntry node, WorkloadId workload, int attempt) {
        UnknownHeld.Claim claim = node.unknown.remove(workload, attempt);
        if (claim != null) {
            placer.release(claim.id());
            settled(turn, node);
        }
    }

    /**
     * An operator wants an end of what nodes run of a workload, and is no workload here.
     *
     * @return null where nobody runs such
     */
    @Nullable Applied<Outcome.Changed> stop(Turn turn, WorkloadId workload, boolean force) {
        NodeId away = null;
        boolean told = false;
        for (NodeId id : tables.keepers.of(workload)) {
            NodeEntry node = tables.node(id);
            List<Integer> attempts = node == null ? List.of() : node.unknown.attempts(workload);
            SessionId session = node == null ? null : node.session;
            if (session == null) {
                away = attempts.isEmpty() ? away : id;
            } else {
                attempts.forEach(each -> tellToStop(turn, session, id, workload, each, force));
                told |= !attempts.isEmpty();
            }
        }
        if (away != null && !told) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "it is known to node " + away + " alone, which is away: ask once it is back");
        }
        return told ? turn.done() : null;
    }

    private void tellToStop(
            Turn turn,
            SessionId session,
            NodeId node,
            WorkloadId workload,
            int attempt,
            boolean force) {
        Duration grace = force ? Duration.ZERO : settings.stopGrace();
        turn.effect(
                new Effect.Stop(
                        node, session, workload, attempt, grace, "stopped by an operator", true));
        turn.event(
                Event.Kind.WORKLOAD_STOP_REQUESTED,
                new Subject.Workload(workload),
                "attempt " + attempt + ", which node " + node + " runs");
    }
}
