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
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What becomes of nodes that are away or silent: degraded, missing, lost. */
final class Absences {
    /** Workloads named in one event. */
    private static final int MOST_LISTED = 20;

    private final Tables tables;
    private final Placer placer;
    private final Ends ends;
    private final OldWork oldWork;
    private final LossBrake brake;
    private final Deadlines deadlines;
    private final SettingsInForce settings;

    Absences(
            Tables tables,
            Placer placer,
            Ends ends,
            OldWork oldWork,
            LossBrake brake,
            Deadlines deadlines,
            SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.ends = ends;
        this.oldWork = oldWork;
        this.brake = brake;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /**
     * After a restart, when it is known what each node holds.
     *
     * @param connected who was, when the gateway ended
     */
    void load(Predicate<NodeId> connected) {
        tables.nodes().forEach(node -> brake.load(node, connected.test(node.record.id())));
    }

    /** Many nodes were waited for, for so long as was allowed. */
    void patienceOver(Turn turn) {
        brake.giveUp(turn);
    }

    /** Somebody knows that those who are silent are gone. */
    Applied<Outcome.Changed> acceptLosses(Turn turn) {
        return brake.giveUp(turn)
                ? turn.done()
                : turn.refused(
                        ErrorCode.CONFLICT,
                        "no losses are held back: not many nodes are silent together");
    }

    /** Its session is over. */
    void leave(Turn turn, NodeEntry entry) {
        entry.session = null;
        entry.since = turn.now().nanos();
        setStatus(turn, entry, NodeStatus.DISCONNECTED);
        turn.event(Event.Kind.NODE_DISCONNECTED, entry.record.id(), null);
        start(entry, turn.now().nanos());
        entry.silence = null;
        if (entry.hearing == NodeEntry.Hearing.HEARD) {
            brake.follow(turn, entry, NodeEntry.Hearing.AWAY);
        }
    }

    /** A node that is away was not heard for long. */
    void missing(Turn turn, Deadlines.Due.NodeMissing due) {
        NodeEntry entry = tables.node(due.node());
        if (entry != null && entry.hearing == NodeEntry.Hearing.AWAY) {
            brake.follow(turn, entry, NodeEntry.Hearing.MISSING);
        }
    }

    /** The same of one whose session is open; or it is heard again. */
    Applied<Outcome.Changed> missing(Turn turn, Command.ReportMissing command) {
        NodeEntry entry = tables.node(command.node());
        if (entry != null && entry.on(command.session())) {
            hear(turn, entry, !command.missing());
        }
        return turn.done();
    }

    private void hear(Turn turn, NodeEntry entry, boolean heard) {
        NodeEntry.Hearing next = heard ? NodeEntry.Hearing.HEARD : NodeEntry.Hearing.MISSING;
        if (entry.hearing != next) {
            brake.follow(turn, entry, next);
        }
    }

    Applied<Outcome.Changed> liveness(Turn turn, Command.ReportLiveness command) {
        NodeEntry entry = tables.node(command.node());
        NodeStatus next = command.silent() ? NodeStatus.DEGRADED : NodeStatus.HEALTHY;
        if (entry != null && entry.on(command.session()) && entry.status != next) {
            hear(turn, entry, !command.silent());
            entry.silence =
                    command.silent()
                            ? new NodeEntry.Silence(command.heardNanos(), command.patience())
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
        NodeEntry entry = tables.node(command.node());
        if (entry == null || !entry.on(command.session()) || entry.held.isEmpty()) {
            return turn.unchanged();
        }
        if (brake.refuses(turn, entry)) {
            return turn.unchanged();
        }
        // What it does meanwhile is told when it registers again.
        turn.effect(new Effect.Close(command.node(), command.session(), Effect.Close.Cause.SILENT));
        leave(turn, entry);
        lose(turn, entry);
        return turn.done();
    }

    /** A disconnected node's time is up: what it held has failed. */
    void lost(Turn turn, Deadlines.Due.NodeLost due) {
        NodeEntry entry = tables.node(due.node());
        if (entry != null && !entry.connected() && !brake.refuses(turn, entry)) {
            lose(turn, entry);
        }
    }

    private void lose(Turn turn, NodeEntry entry) {
        brake.spare(entry);
        brake.follow(turn, entry, NodeEntry.Hearing.GONE);
        entry.unknown.clear().forEach(placer::release);
        if (entry.held.isEmpty()) {
            return;
        }
        turn.event(Event.Kind.NODE_LOST, entry.record.id(), listed(entry.held));
        giveUp(turn, entry, "was lost");
    }

    /** Somebody says that it will not return: what it held has failed, as with a lost one. */
    void deleted(Turn turn, NodeEntry entry) {
        brake.spare(entry);
        brake.follow(turn, entry, NodeEntry.Hearing.GONE);
        entry.unknown.clear().forEach(placer::release);
        boolean held = !entry.held.isEmpty();
        turn.event(Event.Kind.NODE_DELETED, entry.record.id(), held ? listed(entry.held) : null);
        giveUp(turn, entry, "was deleted");
    }

    private void giveUp(Turn turn, NodeEntry entry, String how) {
        String why = "node " + entry.record.id() + " " + how;
        AttemptEnd end = AttemptEnd.givenUp(turn.now().wall(), why);
        for (WorkloadId id : List.copyOf(entry.held)) {
            // The end of one may have been that of others of its group.
            if (tables.workload(id) instanceof Held workload) {
                oldWork.givenUp(entry, workload);
                ends.lost(turn, workload, end);
            }
        }
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

    private void setStatus(Turn turn, NodeEntry entry, NodeStatus status) {
        entry.status = status;
        turn.change(new Change.StatusChanged(entry.record.id(), status));
        placer.upsertNode(entry.schedulable());
    }

    /** A node that was silent before it went away is away since then. */
    void start(NodeEntry entry, long nowNanos) {
        NodeId id = entry.record.id();
        NodeEntry.Silence silence = entry.silence;
        Duration untilLost =
                silence == null
                        ? settings.nodeTimeout()
                        : silence.patience().minusNanos(nowNanos - silence.sinceNanos());
        deadlines.set(nowNanos, untilLost, new Deadlines.Due.NodeLost(id));
        deadlines.set(nowNanos, settings.missingAfter(), new Deadlines.Due.NodeMissing(id));
        deadlines.set(nowNanos, settings.forgetNodeAfter(), new Deadlines.Due.NodeForgotten(id));
    }

    /** It is there. */
    void end(Turn turn, NodeEntry entry) {
        takeBack(entry);
        brake.follow(turn, entry, NodeEntry.Hearing.HEARD);
    }

    /** It is remembered no longer. */
    void forget(Turn turn, NodeEntry entry) {
        takeBack(entry);
        brake.follow(turn, entry, NodeEntry.Hearing.GONE);
    }

    private void takeBack(NodeEntry entry) {
        NodeId id = entry.record.id();
        deadlines.takeBack(new Deadlines.Due.NodeLost(id));
        deadlines.takeBack(new Deadlines.Due.NodeMissing(id));
        deadlines.takeBack(new Deadlines.Due.NodeForgotten(id));
        brake.spare(entry);
    }
}
