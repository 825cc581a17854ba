package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens to nodes: registration, sessions, silence, loss. */
final class NodeRules {
    /** Workloads named in one event. */
    private static final int MOST_LISTED = 20;

    private final Tables tables;
    private final Placer placer;
    private final Lifecycle lifecycle;
    private final Reconciliation reconciliation;
    private final OldWork oldWork;
    private final Deadlines deadlines;
    private final CoreSettings settings;

    NodeRules(
            Tables tables,
            Placer placer,
            Lifecycle lifecycle,
            Reconciliation reconciliation,
            OldWork oldWork,
            Deadlines deadlines,
            CoreSettings settings) {
        this.tables = tables;
        this.placer = placer;
        this.lifecycle = lifecycle;
        this.reconciliation = reconciliation;
        this.oldWork = oldWork;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** Enters stored nodes: away until they return, and not lost before a whole timeout is over. */
    void load(List<NodeRecord> records, long nowNanos) {
        List<Tables.NodeEntry> entries =
                records.stream().map(record -> new Tables.NodeEntry(record, nowNanos)).toList();
        entries.forEach(tables::put);
        placer.loadNodes(entries.stream().map(Tables.NodeEntry::schedulable).toList());
        entries.forEach(entry -> startAbsence(entry, nowNanos));
    }

    Applied<Outcome.Admission> register(Turn turn, Command.RegisterNode command) {
        Tables.NodeEntry known = tables.node(command.node());
        if (known == null && !roomForOne(turn, command)) {
            return turn.refused(
                    ErrorCode.NO_CAPACITY,
                    "the gateway knows "
                            + settings.maxNodes()
                            + " nodes, its configured maximum (server.max_nodes), and each of them"
                            + " is connected, holds work or bears an operator's mark");
        }
        if (known != null && known.session != null && command.session().before(known.session)) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST, "a newer session of this node is registered");
        }
        if (known != null && known.session != null && contested(known, command)) {
            return turn.granted(new Outcome.Contested(known.session));
        }
        if (known != null && known.session != null && !known.on(command.session())) {
            turn.effect(
                    new Effect.Close(command.node(), known.session, Effect.Close.Cause.SUPERSEDED));
        }
        boolean returns = known != null && !known.on(command.session());
        NodeCapacity before = known == null ? command.capacity() : known.record.capacity();
        Tables.NodeEntry entry = enter(turn, command, known);
        turn.effect(new Effect.Admit(command.node(), command.session()));
        turn.event(Event.Kind.NODE_REGISTERED, command.node(), command.name());
        entry.status = NodeStatus.HEALTHY;
        turn.change(new Change.StatusChanged(command.node(), NodeStatus.HEALTHY));
        placer.upsertNode(entry.schedulable(), follow(turn, entry, before));
        reconciliation.reconcile(turn, entry, command.running(), returns);
        if (returns) {
            oldWork.returned(turn, entry, command.running() != null);
        }
        return turn.granted(new Outcome.Done());
    }

    Applied<Outcome.Changed> closed(Turn turn, Command.SessionClosed command) {
        Tables.NodeEntry entry = tables.node(command.node());
        if (entry != null && entry.on(command.session())) {
            leave(turn, entry);
        }
        return turn.done();
    }

    private void leave(Turn turn, Tables.NodeEntry entry) {
        entry.session = null;
        entry.since = turn.now().nanos();
        setStatus(turn, entry, NodeStatus.DISCONNECTED);
        turn.event(Event.Kind.NODE_DISCONNECTED, entry.record.id(), null);
        startAbsence(entry, turn.now().nanos());
        entry.silence = null;
    }

    /**
     * Both machines are known, and differ, and the one that was first has not been found silent.
     */
    private static boolean contested(Tables.NodeEntry known, Command.RegisterNode command) {
        return !known.on(command.session())
                && !Objects.equals(known.session, command.silent())
                && known.machine != null
                && command.machine() != null
                && !known.machine.equals(command.machine());
    }

    /**
     * At the limit the node gives way that has been away longest, if nobody would miss it: agents
     * may come with a new id after every restart.
     */
    private boolean roomForOne(Turn turn, Command.RegisterNode newcomer) {
        if (tables.nodeCount() < settings.maxNodes()) {
            return true;
        }
        Optional<Tables.NodeEntry> longestAway =
                tables.nodes().stream()
                        .filter(entry -> !entry.connected() && entry.held.isEmpty())
                        .filter(entry -> !entry.record.marked())
                        .min(
                                Comparator.comparingLong((Tables.NodeEntry entry) -> entry.since)
                                        .thenComparing(entry -> entry.record.registeredAt())
                                        .thenComparing(entry -> entry.record.id()));
        longestAway.ifPresent(
                entry -> drop(turn, entry.record.id(), "made room for " + newcomer.name()));
        return longestAway.isPresent();
    }

    Applied<Outcome.Changed> liveness(Turn turn, Command.ReportLiveness command) {
        Tables.NodeEntry entry = tables.node(command.node());
        NodeStatus next = command.silent() ? NodeStatus.DEGRADED : NodeStatus.HEALTHY;
        if (entry != null && entry.on(command.session()) && entry.status != next) {
            entry.silence =
                    command.silent()
                            ? new Tables.Silence(command.heardNanos(), command.patience())
                            : null;
            setStatus(turn, entry, next);
            turn.event(
                    command.silent() ? Event.Kind.NODE_DEGRADED : Event.Kind.NODE_HEALTHY,
                    command.node(),
                    null);
        }
        return turn.done();
    }

    /** A node with an open session has not been heard for too long: its work is lost. */
    Applied<Outcome.Changed> silentTooLong(Turn turn, Command.LoseNode command) {
        Tables.NodeEntry entry = tables.node(command.node());
        if (entry == null || !entry.on(command.session()) || entry.held.isEmpty()) {
            return turn.unchanged();
        }
        // What it does meanwhile is told when it registers again.
        turn.effect(new Effect.Close(command.node(), command.session(), Effect.Close.Cause.SILENT));
        leave(turn, entry);
        loseWork(turn, entry);
        return turn.done();
    }

    /** A disconnected node's time is up: what it held has failed. */
    void lost(Turn turn, Deadlines.Due.NodeLost due) {
        Tables.NodeEntry entry = tables.node(due.node());
        if (entry == null || entry.connected() || entry.held.isEmpty()) {
            return;
        }
        loseWork(turn, entry);
    }

    private void loseWork(Turn turn, Tables.NodeEntry entry) {
        NodeId node = entry.record.id();
        turn.event(Event.Kind.NODE_LOST, node, listed(entry.held));
        AttemptEnd end = AttemptEnd.givenUp(turn.now().wall(), "node " + node + " was lost");
        for (WorkloadId id : List.copyOf(entry.held)) {
            // The end of one may have been that of others of its group.
            if (tables.workload(id) instanceof Held workload) {
                oldWork.givenUp(entry, workload);
                lifecycle.lost(turn, workload, end);
            }
        }
    }

    /** A node that has been away for long, and holds nothing, is dropped. */
    void forget(Turn turn, Deadlines.Due.NodeForgotten due) {
        Tables.NodeEntry entry = tables.node(due.node());
        if (entry != null && !entry.connected() && entry.held.isEmpty()) {
            drop(turn, due.node(), null);
        }
    }

    private void drop(Turn turn, NodeId node, @Nullable String why) {
        tables.remove(node);
        endAbsence(node);
        placer.removeNode(node);
        turn.change(new Change.NodeForgotten(node));
        turn.event(Event.Kind.NODE_FORGOTTEN, node, why);
    }

    private static String listed(Set<WorkloadId> workloads) {
        String first =
                workloads.stream()
                        .limit(MOST_LISTED)
                        .map(WorkloadId::toString)
                        .collect(Collectors.joining(", "));
        int more = workloads.size() - MOST_LISTED;
        return (workloads.size() == 1 ? "1 workload: " : workloads.size() + " workloads: ")
                + first
                + (more > 0 ? " and " + more + " more" : "");
    }

    private Tables.NodeEntry enter(
            Turn turn, Command.RegisterNode command, Tables.@Nullable NodeEntry known) {
        NodeRecord before = known == null ? null : known.record;
        NodeRecord record =
                new NodeRecord(
                        command.node(),
                        command.name(),
                        command.capacity(),
                        command.marks(),
                        before == null ? NodeOverrides.NONE : before.overrides(),
                        before != null && before.draining(),
                        before == null ? turn.now().wall() : before.firstSeenAt(),
                        turn.now().wall());
        NodeRecord saved = turn.save(record);
        Tables.NodeEntry entry =
                known == null ? new Tables.NodeEntry(saved, turn.now().nanos()) : known;
        entry.record = saved;
        if (!entry.on(command.session())) {
            entry.strays.sessionBegan();
        }
        entry.session = command.session();
        entry.machine = command.machine();
        entry.silence = null;
        entry.since = turn.now().nanos();
        tables.put(entry);
        endAbsence(record.id());
        return entry;
    }

    /** Held devices may have other numbers now, or be gone. */
    private Map<WorkloadId, Allocation> follow(
            Turn turn, Tables.NodeEntry entry, NodeCapacity before) {
        List<Held> held = tables.heldBy(entry);
        Map<WorkloadId, Allocation> moved = DeviceMoves.of(before, entry.record.capacity(), held);
        for (Held workload : held) {
            Allocation now = moved.get(workload.id());
            if (now != null) {
                lifecycle.save(turn, workload.holding(now));
            }
        }
        return moved;
    }

    private void setStatus(Turn turn, Tables.NodeEntry entry, NodeStatus status) {
        entry.status = status;
        turn.change(new Change.StatusChanged(entry.record.id(), status));
        placer.upsertNode(entry.schedulable());
    }

    /** A node that was silent before it went away is away since then. */
    private void startAbsence(Tables.NodeEntry entry, long nowNanos) {
        NodeId id = entry.record.id();
        Tables.Silence silence = entry.silence;
        Duration untilLost =
                silence == null
                        ? settings.nodeTimeout()
                        : silence.patience().minusNanos(nowNanos - silence.sinceNanos());
        deadlines.set(nowNanos, untilLost, new Deadlines.Due.NodeLost(id));
        deadlines.set(nowNanos, settings.forgetNodeAfter(), new Deadlines.Due.NodeForgotten(id));
    }

    private void endAbsence(NodeId id) {
        deadlines.takeBack(new Deadlines.Due.NodeLost(id));
        deadlines.takeBack(new Deadlines.Due.NodeForgotten(id));
    }
}
