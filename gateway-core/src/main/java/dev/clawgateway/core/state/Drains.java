package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.maintenance.WindowRules;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Empties nodes: no new work, what runs there may finish, what is left at the deadline is moved
 * elsewhere, and in the end the node is told of as drained. A node that is silent or away is told
 * nothing: what it runs goes on until it is heard again, or is lost with it as with any other. A
 * maintenance window does the same to nodes, and needs no deadline.
 */
final class Drains implements WindowRules.Nodes {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Tables tables;
    private final Placer placer;
    private final Lifecycle lifecycle;
    private final LossBrake brake;
    private final Deadlines deadlines;
    private final SettingsInForce settings;

    Drains(
            Tables tables,
            Placer placer,
            Lifecycle lifecycle,
            LossBrake brake,
            Deadlines deadlines,
            SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.lifecycle = lifecycle;
        this.brake = brake;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** After a restart: each has what is left of its time, and never more than it was given. */
    void load(long nowNanos, Clock clock) {
        for (NodeEntry entry : tables.nodes()) {
            Drain drain = entry.record.drain();
            Instant since = drain == null ? null : drain.since();
            Instant deadline = drain == null ? null : drain.deadline();
            if (drain != null && since != null && deadline != null && drain.evicting() == null) {
                Duration left = Duration.between(since, deadline).minus(clock.since(since));
                deadlines.set(
                        nowNanos,
                        left.isNegative() ? Duration.ZERO : left,
                        new Deadlines.Due.DrainDue(entry.record.id()));
            }
        }
    }

    /** An operator's order, or its end. Draining again leaves everything, but for a deadline. */
    Applied<Outcome.Changed> drain(Turn turn, Command.DrainNode command) {
        NodeEntry entry = tables.node(command.node());
        Duration time = command.deadline();
        if (time != null && (time.isNegative() || time.compareTo(LONGEST) > 0)) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST,
                    "deadline: between 0 and " + LONGEST.toSeconds() + " seconds");
        } else if (entry == null) {
            return turn.refused(ErrorCode.NODE_NOT_FOUND, "no node with id " + command.node());
        }
        Drain before = entry.record.drain();
        if (!command.drain()) {
            takeBack(turn, entry);
        } else if (before == null || time != null) {
            order(turn, entry, before, time);
        }
        return turn.done();
    }

    private void takeBack(Turn turn, NodeEntry entry) {
        if (entry.record.draining()) {
            save(turn, entry, null);
            entry.drainDue = false;
            deadlines.takeBack(new Deadlines.Due.DrainDue(entry.record.id()));
            brake.follow(turn, entry, entry.hearing);
            turn.event(Event.Kind.NODE_UNDRAINED, entry.record.id(), null);
        }
    }

    private void order(
            Turn turn, NodeEntry entry, @Nullable Drain before, @Nullable Duration time) {
        Instant now = turn.now().wall();
        Instant deadline = time == null ? null : now.plus(time);
        Drain wanted =
                before == null || before.since() == null || deadline == null
                        ? Drain.begun(now, deadline, turn.caller())
                        : before.until(deadline, turn.caller());
        save(turn, entry, wanted);
        if (before == null) {
            brake.follow(turn, entry, entry.hearing);
        }
        turn.event(Event.Kind.NODE_DRAINING, entry.record.id(), words(wanted));
        if (time != null && wanted.evicting() == null) {
            entry.drainDue = false;
            deadlines.set(turn.now().nanos(), time, new Deadlines.Due.DrainDue(entry.record.id()));
        }
        tables.touch(entry);
    }

    private static @Nullable String words(Drain drain) {
        Instant deadline = drain.deadline();
        return deadline == null ? null : "what is left at " + deadline + " is moved";
    }

    /** At the end of each turn: what follows from it for the nodes that are being emptied. */
    void follow(Turn turn) {
        NodeEntry entry = tables.pollTouched();
        while (entry != null) {
            follow(turn, entry);
            entry = tables.pollTouched();
        }
    }

    private void follow(Turn turn, NodeEntry entry) {
        Drain drain = entry.record.drain();
        if (drain == null || !entry.connected() || entry.status != NodeStatus.HEALTHY) {
            return;
        }
        if (drain.evicting() == null && entry.drainDue && !entry.held.isEmpty()) {
            Instant now = turn.now().wall();
            save(turn, entry, drain.evicting(now, now.plus(settings.stopGrace())));
            turn.event(
                    Event.Kind.NODE_DRAIN_EVICTS,
                    entry.record.id(),
                    entry.held.size() == 1
                            ? "1 workload is left"
                            : entry.held.size() + " workloads are left");
        }
        evict(turn, entry);
        settle(turn, entry);
    }

    /** Whoever holds anything there is moved, once: what was told to stop is not told again. */
    private void evict(Turn turn, NodeEntry entry) {
        Drain drain = entry.record.drain();
        if (drain == null || drain.evicting() == null) {
            return;
        }
        String why = "node " + entry.record.name() + " is drained, and its time was over";
        for (Held held : tables.heldBy(entry)) {
            lifecycle.moveAway(turn, held.id(), why);
        }
    }

    private void settle(Turn turn, NodeEntry entry) {
        Drain drain = entry.record.drain();
        if (drain == null) {
            return;
        }
        boolean empty = entry.held.isEmpty() && !entry.mayRunMore();
        if (empty && drain.drained() == null) {
            save(turn, entry, drain.drained(turn.now().wall()));
            turn.event(Event.Kind.NODE_DRAINED, entry.record.id(), null);
        } else if (!empty && drain.drained() != null) {
            save(turn, entry, drain.drained(null));
            turn.event(Event.Kind.NODE_DRAINING, entry.record.id(), "it is not empty after all");
        }
    }

    private void save(Turn turn, NodeEntry entry, @Nullable Drain drain) {
        entry.record = turn.save(entry.record.with(drain));
        placer.upsertNode(entry.schedulable());
    }

    @Override
    public boolean known(NodeId node) {
        return tables.node(node) != null;
    }

    @Override
    public void follow(Turn turn, MaintenanceWindow window) {
        for (NodeEntry entry : tables.nodes()) {
            if (window.concerns(entry.record)) {
                placer.upsertNode(entry.schedulable());
                brake.follow(turn, entry, entry.hearing);
            }
        }
    }

    /** What was adopted stays: only an operator stops that. */
    @Override
    public void empty(Turn turn, MaintenanceWindow window) {
        for (NodeEntry entry : tables.nodes()) {
            if (window.concerns(entry.record)) {
                for (Held held : tables.heldBy(entry)) {
                    lifecycle.moveAway(turn, held.id(), window.text());
                }
            }
        }
    }
}
