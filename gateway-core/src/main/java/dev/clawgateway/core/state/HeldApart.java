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
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Strangeness;
import dev.clawgateway.core.state.node.ToldWork;
import dev.clawgateway.core.state.node.UnknownHeld;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What nodes run and is held apart: it keeps its devices, and is neither a workload here nor to be
 * disturbed. It ends by its node's word or an operator's, or as its workload does.
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
        WorkloadRecord workload = tables.workload(attempt.workload());
        StopOrder order = workload instanceof Held held ? held.stop() : null;
        if (order != null && order.requested()) {
            Duration grace = order.grace(settings.stopGrace());
            send(turn, node, attempt.workload(), attempt.attempt(), grace, order.reason(), true);
        }
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
        take(turn, node, workload, attempt);
    }

    /** It is held apart no more; what was held for it, null for nothing. */
    UnknownHeld.@Nullable Claim take(Turn turn, NodeEntry node, WorkloadId workload, int attempt) {
        UnknownHeld.Claim claim = node.unknown.remove(workload, attempt);
        if (claim != null) {
            placer.release(claim.id());
            settled(turn, node);
        }
        return claim;
    }

    /**
     * It is to end, and is one of many that are not current: until it has, its node gets no new
     * work. Where that is away, nothing is known of it before the node returns.
     */
    void end(Turn turn, NodeEntry node, WorkloadId workload, int attempt, String why) {
        if (!node.connected()) {
            return;
        }
        take(turn, node, workload, attempt);
        if (node.strays.tellToStop(workload, attempt)) {
            send(turn, node, workload, attempt, settings.stopGrace(), why, false);
            avoidance.whileItStops(turn, node, settings.stopGrace().plus(settings.stopTimeout()));
        }
    }

    /**
     * An operator wants an end of what nodes run of a workload.
     *
     * @return null where nobody runs such
     */
    @Nullable Applied<Outcome.Changed> stop(Turn turn, WorkloadId workload, boolean force) {
        NodeId away = null;
        boolean told = false;
        for (NodeId id : tables.keepers.of(workload)) {
            NodeEntry node = tables.node(id);
            if (node == null || !node.connected()) {
                away = id;
            } else {
                node.unknown
                        .attempts(workload)
                        .forEach(each -> tellToStop(turn, node, workload, each, force));
                told = true;
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
            Turn turn, NodeEntry node, WorkloadId workload, int attempt, boolean force) {
        Duration grace = force ? Duration.ZERO : settings.stopGrace();
        send(turn, node, workload, attempt, grace, "stopped by an operator", true);
        turn.event(
                Event.Kind.WORKLOAD_STOP_REQUESTED,
                new Subject.Workload(workload),
                "attempt " + attempt + ", which node " + node.record.id() + " runs");
    }

    private static void send(
            Turn turn,
            NodeEntry node,
            WorkloadId workload,
            int attempt,
            Duration grace,
            String why,
            boolean ordered) {
        SessionId session = node.session;
        if (session != null) {
            NodeId id = node.record.id();
            turn.effect(new Effect.Stop(id, session, workload, attempt, grace, why, ordered));
        }
    }
}
