package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.state.NodeEntry.Hearing;
import dev.clawgateway.core.state.due.ChangedTimeout;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.due.LossRate;
import dev.clawgateway.core.state.settings.LossLimits;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the loss of nodes. When more than a fifth of those heard of late, and at least five,
 * are missing together, that is our own fault until shown otherwise: none is given up until enough
 * are back, it took too long, or somebody says so. And never are more given up in a second than
 * allowed.
 *
 * <p>Who was given up, or is away for longer than work is kept, is no longer counted, nor who an
 * operator drains or a maintenance window closes: that one is expected to go.
 */
final class LossBrake {
    private static final int LEAST = 5;
    private static final int SHARE = 5;

    private final Deadlines deadlines;
    private final SettingsInForce settings;
    private final LossRate rate;

    /** Nodes heard of late. */
    private int present;

    private int missing;
    private @Nullable MassAbsence absence;

    /** Nobody is given up before, so that the last have the time to return. */
    private long mercyUntil = Long.MIN_VALUE;

    /** Whose time is up, and who are not given up for now. */
    private final Set<NodeId> overdue = new LinkedHashSet<>();

    LossBrake(Deadlines deadlines, SettingsInForce settings) {
        this.deadlines = deadlines;
        this.settings = settings;
        this.rate = new LossRate(settings.losses().perSecond());
    }

    /** More or fewer may be given up in a second, and for longer or shorter none. */
    void settingsChanged(LossLimits before, long nowNanos) {
        LossLimits after = settings.losses();
        rate.change(after.perSecond());
        deadlines.move(
                due -> due instanceof Deadlines.Due.PatienceOver,
                ChangedTimeout.of(before.massSilence(), after.massSilence(), nowNanos));
    }

    /**
     * After a restart: nobody is missing yet, and who held nothing may be away for ever, unless it
     * was connected when the gateway ended.
     */
    void load(NodeEntry node, boolean wasConnected) {
        count(node, node.held.isEmpty() && !wasConnected ? Hearing.GONE : Hearing.AWAY);
    }

    /** It is heard in another way than before, or is drained, or is so no longer. */
    void follow(Turn turn, NodeEntry node, Hearing hearing) {
        boolean wasMissing = node.hearing == Hearing.MISSING;
        count(node, hearing);
        if (wasMissing != (hearing == Hearing.MISSING)) {
            turn.change(new Change.MissingChanged(node.record.id(), !wasMissing));
        }
        look(turn);
    }

    private void count(NodeEntry node, Hearing hearing) {
        present -= node.counted == NodeEntry.Counted.NOT ? 0 : 1;
        missing -= node.counted == NodeEntry.Counted.MISSING ? 1 : 0;
        node.hearing = hearing;
        node.counted = counted(node);
        present += node.counted == NodeEntry.Counted.NOT ? 0 : 1;
        missing += node.counted == NodeEntry.Counted.MISSING ? 1 : 0;
    }

    private static NodeEntry.Counted counted(NodeEntry node) {
        if (node.hearing == Hearing.GONE || node.record.draining() || node.closed()) {
            return NodeEntry.Counted.NOT;
        }
        return node.hearing == Hearing.MISSING
                ? NodeEntry.Counted.MISSING
                : NodeEntry.Counted.PRESENT;
    }

    private void look(Turn turn) {
        boolean many = missing >= LEAST && SHARE * missing > present;
        MassAbsence now = absence;
        if (now == null) {
            if (many) {
                begin(turn);
            }
        } else if (many) {
            set(turn, new MassAbsence(now.since(), missing, present, now.waiting()));
        } else {
            set(turn, new MassAbsence(now.since(), missing, present, false));
            end(turn, now.waiting());
        }
    }

    private void begin(Turn turn) {
        set(turn, new MassAbsence(turn.now().wall(), missing, present, true));
        deadlines.set(
                turn.now().nanos(),
                settings.losses().massSilence(),
                new Deadlines.Due.PatienceOver());
        event(turn, Event.Kind.MASS_SILENCE_BEGAN);
    }

    /** Enough are back. */
    private void end(Turn turn, boolean waited) {
        event(turn, Event.Kind.MASS_SILENCE_ENDED);
        set(turn, null);
        deadlines.takeBack(new Deadlines.Due.PatienceOver());
        if (waited) {
            Duration mercy = settings.nodeTimeout();
            mercyUntil = turn.now().nanos() + mercy.toNanos();
            deadlines.move(
                    due -> due instanceof Deadlines.Due.NodeLost,
                    nanos -> Math.max(nanos, mercyUntil));
            release(turn, mercy);
        }
    }

    /** It took too long, or somebody knows that they are gone; whether that changed anything. */
    boolean giveUp(Turn turn) {
        MassAbsence now = absence;
        if (now == null || !now.waiting()) {
            return false;
        }
        set(turn, new MassAbsence(now.since(), missing, present, false));
        deadlines.takeBack(new Deadlines.Due.PatienceOver());
        event(turn, Event.Kind.MASS_SILENCE_GIVEN_UP);
        release(turn, Duration.ZERO);
        return true;
    }

    private void release(Turn turn, Duration in) {
        for (NodeId node : overdue) {
            deadlines.set(turn.now().nanos(), in, new Deadlines.Due.NodeLost(node));
        }
        overdue.clear();
    }

    /**
     * Whether a node whose time is up may not be given up now. Where its session has ended it is
     * looked at again when it may.
     */
    boolean refuses(Turn turn, NodeEntry node) {
        long now = turn.now().nanos();
        if (absence != null && absence.waiting()) {
            if (!node.connected()) {
                overdue.add(node.record.id());
            }
            return true;
        }
        if (node.lossTurn == null && !node.held.isEmpty()) {
            node.lossTurn = rate.take(Math.max(now, mercyUntil));
        }
        long turnNanos = node.lossTurn == null ? mercyUntil : node.lossTurn;
        if (turnNanos <= now) {
            node.lossTurn = null;
            return false;
        }
        if (!node.connected()) {
            deadlines.set(
                    now,
                    Duration.ofNanos(turnNanos - now),
                    new Deadlines.Due.NodeLost(node.record.id()));
        }
        return true;
    }

    /** Its time is not up any more. */
    void spare(NodeEntry node) {
        overdue.remove(node.record.id());
        node.lossTurn = null;
    }

    private void set(Turn turn, @Nullable MassAbsence now) {
        if (!Objects.equals(absence, now)) {
            absence = now;
            turn.change(new Change.MassAbsenceChanged(now));
        }
    }

    private void event(Turn turn, Event.Kind kind) {
        String text = absence == null ? null : absence.text();
        turn.event(kind, new Subject.Gateway(), text);
    }
}
