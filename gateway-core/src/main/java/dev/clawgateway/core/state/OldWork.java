package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Failed;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work that was given up when its node was lost, of nodes that do not say at their return what they
 * run: they may run it still. They are told to stop it, and get no new work until they have said
 * that it is over, or the time to stop is.
 */
final class OldWork {
    /** Stops that are on their way to a node at once; its queue of commands is short. */
    private static final int AT_ONCE = 32;

    /** Beyond this the earliest is forgotten; no node runs as many. */
    private static final int MOST = 10_000;

    /** What one node may still run: number of the attempt by workload. */
    static final class GivenUp {
        private final Map<WorkloadId, Integer> untold = new LinkedHashMap<>();
        private final Map<WorkloadId, Integer> told = new LinkedHashMap<>();

        boolean isEmpty() {
            return untold.isEmpty() && told.isEmpty();
        }

        private void add(WorkloadId workload, int attempt) {
            untold.put(workload, attempt);
            if (untold.size() > MOST) {
                untold.remove(untold.keySet().iterator().next());
            }
        }

        private @Nullable Integer attempt(WorkloadId workload) {
            Integer attempt = told.get(workload);
            return attempt == null ? untold.get(workload) : attempt;
        }
    }

    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Avoidance avoidance;
    private final Reports reports;
    private final SettingsInForce settings;

    OldWork(
            Tables tables,
            Lifecycle lifecycle,
            Avoidance avoidance,
            Reports reports,
            SettingsInForce settings) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.avoidance = avoidance;
        this.reports = reports;
        this.settings = settings;
    }

    /** After a restart: what was given up, or has failed, without a word of its node. */
    void load(WorkloadRecord workload) {
        for (Past.Lost lost : workload.past().lost()) {
            tables.givenUp(lost.node()).add(workload.id(), lost.attempt());
        }
        if (!(workload instanceof Failed failed) || failed.end().reported()) {
            return;
        }
        Attempt last = failed.last();
        if (last != null) {
            tables.givenUp(last.allocation().node()).add(failed.id(), failed.attempt());
        }
    }

    /** The node is lost, and this with it. */
    void givenUp(NodeEntry node, WorkloadRecord workload) {
        node.givenUp.add(workload.id(), workload.attempt());
    }

    /**
     * The node has a new session.
     *
     * @param saysWhatItRuns then it is told of each attempt what becomes of it
     */
    void returned(Turn turn, NodeEntry node, boolean saysWhatItRuns) {
        GivenUp old = node.givenUp;
        old.untold.putAll(old.told);
        old.told.clear();
        if (saysWhatItRuns) {
            old.untold.forEach((workload, attempt) -> forgive(turn, node, workload, attempt));
            old.untold.clear();
        }
        goOn(turn, node);
    }

    /** Whether the report is about such work. */
    boolean heard(Turn turn, Command.ReportWorkload report) {
        NodeEntry node = tables.node(report.node());
        Integer attempt = node == null ? null : node.givenUp.attempt(report.workload());
        WorkloadRecord workload = tables.workload(report.workload());
        if (node == null
                || attempt == null
                || !node.on(report.session())
                || (report.attempt() != null && !report.attempt().equals(attempt))
                || (workload != null && report.node().equals(workload.node()))) {
            return false;
        }
        if (report.state().isFinal()) {
            node.givenUp.untold.remove(report.workload());
            node.givenUp.told.remove(report.workload());
            settle(turn, node, report.workload(), attempt);
            goOn(turn, node);
        }
        return true;
    }

    /** The time is up for which a node was to be left alone, unless it is told of more. */
    void avoidanceOver(Turn turn, NodeId node) {
        if (!over(turn, node)) {
            avoidance.over(turn, node);
        }
    }

    /**
     * The time to stop may be over for what the node was told.
     *
     * @return whether it is told of more now, and has to be left alone for that
     */
    private boolean over(Turn turn, NodeId id) {
        NodeEntry node = tables.node(id);
        if (node == null || !node.connected() || node.avoided == null || !node.avoided.stops()) {
            return false;
        }
        reports.insist(turn, node);
        node.givenUp.told.forEach((workload, attempt) -> settle(turn, node, workload, attempt));
        node.givenUp.told.clear();
        goOn(turn, node);
        return !node.givenUp.isEmpty();
    }

    private void goOn(Turn turn, NodeEntry node) {
        GivenUp old = node.givenUp;
        Duration timeout = settings.stopTimeout();
        if (old.told.isEmpty() && !old.untold.isEmpty()) {
            tell(turn, node);
            avoidance.whileItStops(turn, node, timeout);
        } else if (old.isEmpty() && !node.strays.stopping()) {
            avoidance.hasStopped(turn, node);
        }
    }

    private static void tell(Turn turn, NodeEntry node) {
        GivenUp old = node.givenUp;
        old.untold.entrySet().stream()
                .limit(AT_ONCE)
                .forEach(next -> old.told.put(next.getKey(), next.getValue()));
        old.untold.keySet().removeAll(old.told.keySet());
        SessionId session = node.session;
        if (session == null) {
            return;
        }
        old.told.forEach((workload, attempt) ->
                turn.effect(
                        new Effect.Stop(
                                node.record.id(),
                                session,
                                workload,
                                attempt,
                                Duration.ZERO,
                                "the node was lost")));
    }

    /** Written down, so that it is not asked for again after a restart. */
    private void settle(Turn turn, NodeEntry node, WorkloadId id, int attempt) {
        if (tables.workload(id) instanceof Failed failed && failed.attempt() == attempt) {
            lifecycle.save(turn, failed.over());
        } else {
            forgive(turn, node, id, attempt);
        }
    }

    /** The attempt is not one that may still run, if it was followed by others. */
    private void forgive(Turn turn, NodeEntry node, WorkloadId id, int attempt) {
        Past.Lost lost = new Past.Lost(node.record.id(), attempt);
        WorkloadRecord workload = tables.workload(id);
        if (workload != null && workload.past().lost().contains(lost)) {
            lifecycle.save(
                    turn, workload.with(workload.head().with(workload.past().without(lost))));
        }
    }
}
