package dev.clawgateway.core.turn;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.WorkloadRecord;
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
    public Caller caller() {
        return caller;
    }

    public void change(Change change) {
        changes.add(change);
    }

    public void effect(Effect effect) {
        effects.add(effect);
    }

    public void event(Event.Kind kind, NodeId node, @Nullable String detail) {
        event(kind, new Subject.Node(node), null, detail);
    }

    public void event(Event.Kind kind, WorkloadRecord workload, @Nullable String detail) {
        String cluster = workload.spec().scheduling().queue().virtualCluster();
        event(kind, new Subject.Workload(workload.id()), cluster, detail);
    }

    public void event(Event.Kind kind, Subject subject, @Nullable String detail) {
        event(kind, subject, null, detail);
    }

    private void event(
            Event.Kind kind, Subject subject, @Nullable String cluster, @Nullable String detail) {
        changes.add(
                new Change.EventRecorded(
                        new Event(
                                events.next(),
                                now.wall(),
                                kind,
                                subject,
                                cluster,
                                caller,
                                detail)));
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
