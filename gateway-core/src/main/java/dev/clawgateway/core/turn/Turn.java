package dev.clawgateway.core.turn;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one command changes and sends. Lives while that command is applied. */
public final class Turn {
    private final Moment now;
    private final Caller caller;
    private final EventSequence events;
    private final List<Change> changes = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    public Turn(Moment now, Caller caller, EventSequence events) {
        this.now = now;
        this.caller = caller;
        this.events = events;
    }

    public Moment now() {
        return now;
    }

    /** Who wished it; the gateway where it follows from a decision. */
    Caller caller() {
        return caller;
    }

    public void change(Change change) {
        changes.add(change);
    }

    public void effect(Effect effect) {
        effects.add(effect);
    }

    public void event(Event.Kind kind, Object subject, @Nullable String detail) {
        changes.add(
                new Change.EventRecorded(
                        new Event(events.next(), now.wall(), kind, subject.toString(), detail)));
    }

    public Applied done() {
        return end(new Outcome.Done());
    }

    public Applied refused(ErrorCode code, String detail) {
        return end(new Outcome.Refused(code, detail));
    }

    public Applied end(Outcome outcome) {
        return new Applied(changes, effects, outcome);
    }
}
