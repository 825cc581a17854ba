package dev.clawgateway.core.state;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.Started;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadHead;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.attempt.WorkloadDeadlines;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a workload from one state to the next (claw protocol, section 4.1), and what each
 * brings with it: devices held, frames to the node, timeouts, events. No other class enters a new
 * version of a workload; where its moves end is decided by {@link Ends}.
 */
final class Lifecycle {
    private final Tables tables;
    private final Placer placer;
    private final WorkerGroups groups;
    private final WorkloadDeadlines deadlines;
    private final SettingsInForce settings;

    Lifecycle(
            Tables tables,
            Placer placer,
            WorkerGroups groups,
            WorkloadDeadlines deadlines,
            SettingsInForce settings) {
        this.tables = tables;
        this.placer = placer;
        this.groups = groups;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** The placer gave it devices: it starts. The devices are reserved there already. */
    void assign(Turn turn, Assignment assignment) {
        if (!(tables.workload(assignment.workload()) instanceof Pending waiting)) {
            throw new IllegalStateException("placed what does not wait: " + assignment.workload());
        }
        Starting starting =
                save(
                        turn,
                        waiting.assigned(tables.named(assignment.allocation()), assignment.why()));
        groups.placed(starting);
        turn.event(
                Event.Kind.WORKLOAD_ASSIGNED, starting, "node " + assignment.allocation().node());
        dispatch(turn, starting);
    }

    /** Sends the start frame, if the node has a session; else it is sent when the node returns. */
    void dispatch(Turn turn, Starting starting) {
        SessionId session = tables.sessionOf(starting);
        if (session != null) {
            turn.effect(new Effect.Start(starting.node(), session, starting));
        }
    }

    /**
     * The current attempt runs, says its node. A stop that was asked for meanwhile goes on from
     * here.
     */
    Started run(Turn turn, Starting starting, @Nullable String word) {
        StopOrder order = starting.stop();
        Running running = moved(turn, starting.running(turn.now().wall(), word));
        return order == null ? running : moved(turn, running.stopping(order));
    }

    /** Its node stops it of its own accord. */
    Stopping stoppedByNode(Turn turn, Running running, @Nullable String word) {
        return moved(turn, running.stoppedByNode(word));
    }

    /**
     * A node runs this attempt, and nobody here knew. Whoever has an earlier one holds it no more,
     * and what an operator has ordered to stop is stopped there.
     *
     * @param known the workload as it was known; null when it was not
     */
    void adopt(Turn turn, WorkloadHead head, Attempt attempt, @Nullable WorkloadRecord known) {
        StopOrder order = null;
        if (known instanceof Held held) {
            order = held.stop();
            sendStop(turn, held, settings.stopGrace(), "not the current attempt");
            placer.release(held.id());
            deadlines.superseded(held);
        }
        Running running = adopted(turn, new Running(head, attempt, turn.now().wall(), null));
        if (order != null && order.requested()) {
            stop(turn, running, order);
        }
    }

    /**
     * The current attempt is over where it was, and what it held is released; it goes on where it
     * runs as well.
     */
    void goOn(Turn turn, Held over, Attempt there) {
        deadlines.superseded(over);
        Instant since = Objects.requireNonNullElse(over.startedAt(), turn.now().wall());
        adopted(turn, new Running(over.head(), there, since, null));
    }

    private Running adopted(Turn turn, Running running) {
        Running now = save(turn, running);
        groups.adopted(now);
        enter(now, turn.now().wall());
        turn.event(
                Event.Kind.WORKLOAD_ADOPTED,
                now,
                "attempt " + now.attempt() + " on node " + now.node());
        return now;
    }

    /** Asks the node to end the current attempt. What was adopted ends for operators alone. */
    void stop(Turn turn, Held workload, StopOrder order) {
        if (workload.current().adopted() && !order.requested()) {
            return;
        }
        switch (workload) {
            case Starting starting -> save(turn, starting.ending(order));
            case Running running -> moved(turn, running.stopping(order));
            case Stopping stopping -> save(turn, stopping.ending(order));
        }
        sendStop(turn, workload, order.grace(settings.stopGrace()), order.reason());
    }

    /**
     * Sends the stop frame, if the node has a session, and looks again when it should have been
     * obeyed.
     */
    void sendStop(Turn turn, Held workload, Duration grace, String reason) {
        SessionId session = tables.sessionOf(workload);
        if (session != null) {
            turn.effect(
                    new Effect.Stop(
                            workload.node(),
                            session,
                            workload.id(),
                            workload.attempt(),
                            grace,
                            reason,
                            ordered(workload)));
        }
        deadlines.stopSent(turn.now().nanos(), workload, grace);
    }

    private boolean ordered(Held workload) {
        WorkloadRecord now = tables.workload(workload.id());
        StopOrder order = now == null ? null : now.stop();
        return order != null && order.requested();
    }

    /** Sends the stop that was ordered once more, as it was ordered: the node may not have it. */
    void remindOfStop(Turn turn, Held workload, StopOrder order) {
        sendStop(turn, workload, order.grace(settings.stopGrace()), order.reason());
    }

    /** Somebody more important needs its devices; it gets a new attempt afterwards. */
    void evict(Turn turn, Decision.Evict eviction) {
        if (tables.workload(eviction.victim()) instanceof Held victim) {
            evict(turn, victim, eviction.reason());
        }
    }

    /** It has to go from where it is, and gets a new attempt afterwards. */
    void evict(Turn turn, Held victim, String reason) {
        if (!victim.stopRequested()) {
            turn.event(Event.Kind.WORKLOAD_EVICTED, victim, reason);
            stop(turn, victim, again(StopOrder.Cause.EVICTION, reason));
        }
    }

    /**
     * It is to leave its node, with the others of its gang: a gang starts again whole. Nothing that
     * is on its way to its end already is told so again.
     */
    void moveAway(Turn turn, WorkloadId id, String why) {
        if (tables.workload(id) instanceof Held held
                && !held.stopRequested()
                && !held.current().adopted()) {
            evict(turn, held, why);
            if (held.spec().scheduling().gang() != null) {
                stopGang(turn, held, "gang member " + held.id() + ": " + why);
            }
        }
    }

    /** The pause before its next attempt is over. */
    void retry(Turn turn, WorkloadId id) {
        if (tables.workload(id) instanceof Pending waiting && waiting.retry() != null) {
            groups.release(save(turn, waiting.ready()));
        }
    }

    /** Removes a final workload from memory and store. */
    void forget(Turn turn, WorkloadId id) {
        if (tables.workload(id) instanceof Ended workload) {
            groups.forget(workload);
            deadlines.forgotten(workload);
            tables.remove(id);
            turn.change(new Change.WorkloadForgotten(id));
            turn.change(new Change.EndMarked(tables.mark(workload)));
            turn.event(Event.Kind.WORKLOAD_FORGOTTEN, workload, null);
        }
    }

    /** Enters a new workload, or a new version of one. */
    <T extends WorkloadRecord> T save(Turn turn, T workload) {
        T saved = turn.save(workload);
        deadlines.follow(turn.now().nanos(), tables.workload(saved.id()), saved);
        tables.put(saved);
        return saved;
    }

    /** After a restart: what a workload in this state holds, and its timeouts. */
    void resume(long nowNanos, Instant nowWall, Clock clock, WorkloadRecord workload) {
        if (workload instanceof Held held) {
            enter(held, nowWall);
        }
        deadlines.resume(nowNanos, nowWall, clock, workload);
    }

    /** Lets the engine know what is held. */
    private void enter(Held held, Instant nowWall) {
        WorkerPlace place = held.place();
        boolean gang = held.spec().scheduling().gang() != null;
        placer.restore(
                held.id(),
                gang && place != null ? place.group() : null,
                held.current().adopted() ? held.spec().staying() : held.spec(),
                held.holds(),
                Objects.requireNonNullElse(held.startedAt(), nowWall));
    }

    /** It is in another state now. */
    <T extends WorkloadRecord> T moved(Turn turn, T to) {
        T now = save(turn, to);
        turn.event(Event.Kind.WORKLOAD_STATE, now, now.state().name().toLowerCase(Locale.ROOT));
        return now;
    }

    /** A gang runs whole or not at all: the others are to start again with this one. */
    void stopGang(Turn turn, WorkloadRecord member, String reason) {
        for (WorkloadRecord other : groups.others(member)) {
            if (other instanceof Held held && !held.stopRequested()) {
                stop(turn, held, again(StopOrder.Cause.GROUP, reason));
            }
        }
    }

    private static StopOrder again(StopOrder.Cause cause, String reason) {
        return StopOrder.own(cause, true, reason);
    }
}
