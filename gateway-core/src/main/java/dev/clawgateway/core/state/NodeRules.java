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
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.node.DeviceMoves;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to nodes: registration, sessions, whom to remember. */
final class NodeRules {
    private final Tables tables;
    private final Placer placer;
    private final Lifecycle lifecycle;
    private final Reconciliation reconciliation;
    private final OldWork oldWork;
    private final Absences absences;
    private final SettingsInForce settings;

    NodeRules(
            Tables tables,
            Placer placer,
            Lifecycle lifecycle,
            Reconciliation reconciliation,
            OldWork oldWork,
            Absences absences,
            SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.lifecycle = lifecycle;
        this.reconciliation = reconciliation;
        this.oldWork = oldWork;
        this.absences = absences;
        this.settings = settings;
    }

    /** Enters stored nodes: away until they return, and not lost before a whole timeout is over. */
    void load(List<NodeRecord> records, long nowNanos) {
        List<NodeEntry> entries =
                records.stream()
                        .map(record -> new NodeEntry(record, nowNanos, tables.keepers))
                        .toList();
        entries.forEach(tables::put);
        entries.forEach(entry -> entry.unfit = GpuHealth.known(entry.record));
        placer.loadNodes(entries.stream().map(NodeEntry::schedulable).toList());
        entries.forEach(entry -> absences.start(entry, nowNanos));
    }

    Applied<Outcome.Admission> register(Turn turn, Command.RegisterNode command) {
        NodeEntry known = tables.node(command.node());
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
        boolean rebooted = rebooted(known, command);
        NodeCapacity before = known == null ? command.capacity() : known.record.capacity();
        NodeEntry entry = enter(turn, command, known);
        turn.effect(new Effect.Admit(command.node(), command.session()));
        turn.event(Event.Kind.NODE_REGISTERED, command.node(), command.name());
        entry.status = NodeStatus.HEALTHY;
        turn.change(new Change.StatusChanged(command.node(), NodeStatus.HEALTHY));
        placer.upsertNode(entry.schedulable(), follow(turn, entry, before));
        reconciliation.reconcile(turn, entry, command, returns, rebooted);
        if (returns || !entry.givenUp.isEmpty()) {
            oldWork.returned(turn, entry, command.running() != null);
        }
        return turn.granted(new Outcome.Done());
    }

    /** The same machine, started anew since its node was last here. */
    private static boolean rebooted(@Nullable NodeEntry known, Command.RegisterNode command) {
        MachineIdentity before = known == null ? null : known.record.machine();
        MachineIdentity now = command.machine();
        return before != null
                && now != null
                && before.machineId().equals(now.machineId())
                && !before.bootId().equals(now.bootId());
    }

    Applied<Outcome.Changed> closed(Turn turn, Command.SessionClosed command) {
        NodeEntry entry = tables.node(command.node());
        if (entry != null && entry.on(command.session())) {
            absences.leave(turn, entry);
        }
        return turn.done();
    }

    /**
     * Both machines are known, and differ, and the one that was first has not been found silent.
     */
    private static boolean contested(NodeEntry known, Command.RegisterNode command) {
        return !known.on(command.session())
                && !Objects.equals(known.session, command.silent())
                && known.record.machine() != null
                && command.machine() != null
                && !known.record.machine().equals(command.machine());
    }

    /**
     * At the limit the node gives way that has been away longest, if nobody would miss it: agents
     * may come with a new id after every restart.
     */
    private boolean roomForOne(Turn turn, Command.RegisterNode newcomer) {
        if (tables.nodeCount() < settings.maxNodes()) {
            return true;
        }
        Optional<NodeEntry> longestAway =
                tables.nodes().stream()
                        .filter(entry -> !entry.connected() && entry.held.isEmpty())
                        .filter(entry -> !entry.record.marked())
                        .min(
                                Comparator.comparingLong((NodeEntry entry) -> entry.since)
                                        .thenComparing(entry -> entry.record.registeredAt())
                                        .thenComparing(entry -> entry.record.id()));
        longestAway.ifPresent(
                entry -> drop(turn, entry.record.id(), "made room for " + newcomer.name()));
        return longestAway.isPresent();
    }

    /**
     * Somebody says that a node which is away will not return. What an operator set on it stays
     * with it for as long as with any other that is away, so that it holds if it returns after all.
     */
    Applied<Outcome.Changed> delete(Turn turn, NodeId node) {
        NodeEntry entry = tables.node(node);
        if (entry == null) {
            return turn.refused(ErrorCode.NODE_NOT_FOUND, "no node with id " + node);
        } else if (entry.connected()) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "node " + node + " is connected; drain it and stop its agent first");
        }
        absences.deleted(turn, entry);
        if (!entry.record.marked()) {
            drop(turn, node, "deleted");
        }
        return turn.done();
    }

    /** A node that has been away for long, and holds nothing, is dropped. */
    void forget(Turn turn, Deadlines.Due.NodeForgotten due) {
        NodeEntry entry = tables.node(due.node());
        if (entry != null && !entry.connected() && entry.held.isEmpty()) {
            drop(turn, due.node(), null);
        }
    }

    private void drop(Turn turn, NodeId node, @Nullable String why) {
        NodeEntry entry = tables.node(node);
        if (entry != null) {
            absences.forget(turn, entry);
            entry.unknown.clear().forEach(placer::release);
        }
        tables.remove(node);
        placer.removeNode(node);
        turn.change(new Change.NodeForgotten(node));
        turn.event(Event.Kind.NODE_FORGOTTEN, node, why);
    }

    private NodeEntry enter(Turn turn, Command.RegisterNode command, @Nullable NodeEntry known) {
        NodeRecord before = known == null ? null : known.record;
        NodeRecord record =
                new NodeRecord(
                        command.node(),
                        command.name(),
                        command.capacity(),
                        command.marks(),
                        before == null ? NodeOverrides.NONE : before.overrides(),
                        before == null ? null : before.drain(),
                        before == null ? turn.now().wall() : before.firstSeenAt(),
                        turn.now().wall());
        NodeRecord saved = turn.save(record.from(command.machine()));
        NodeEntry entry =
                known == null ? new NodeEntry(saved, turn.now().nanos(), tables.keepers) : known;
        entry.record = saved;
        if (!entry.on(command.session())) {
            entry.strays.sessionBegan(command.running() != null);
        }
        entry.session = command.session();
        entry.silence = null;
        entry.since = turn.now().nanos();
        tables.put(entry);
        absences.end(turn, entry);
        return entry;
    }

    /** Held devices may have other numbers now, or be gone. */
    private Map<WorkloadId, Allocation> follow(Turn turn, NodeEntry entry, NodeCapacity before) {
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
}
