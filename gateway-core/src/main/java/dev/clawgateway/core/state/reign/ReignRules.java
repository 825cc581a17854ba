package dev.clawgateway.core.state.reign;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.ReignMark;
import dev.clawgateway.core.turn.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose fleet it is, the reigns over its store, whether it serves, and what was audited. */
public final class ReignRules {
    private final Placer placer;
    private @Nullable FleetId fleet;
    private Lineage lineage = Lineage.NONE;

    /** Of the newest event that was there before. */
    private long lastEvent;

    /** The first of ours. */
    private long firstRevision = Snapshot.EMPTY.beginningRevision();

    private boolean serving = true;
    private @Nullable Instant servingSince;

    /** Of a gateway that serves, over a store that nobody has reigned over. */
    public ReignRules(Placer placer) {
        this.placer = placer;
    }

    /** Enters what was stored. */
    public void load(Snapshot snapshot) {
        fleet = snapshot.continuity().fleet();
        lineage = snapshot.continuity().lineage();
        lastEvent = snapshot.lastEventSequence();
        firstRevision = snapshot.beginningRevision();
        serving = snapshot.serving();
        servingSince = snapshot.servingSince();
        placer.setServing(serving);
    }

    /** Null before it was named. */
    public @Nullable FleetId fleet() {
        return fleet;
    }

    public Applied<Outcome.Changed> begin(Turn turn, Command.BeginReign command) {
        FleetId known = fleet;
        FleetId named = known == null ? command.fleet() : known;
        fleet = named;
        // Not the numbers of now: what was decided since it began, as that a clock jumped, is its
        // own.
        lineage = lineage.with(new ReignMark(turn.now().wall(), lastEvent, firstRevision));
        turn.change(new Change.ReignBegun(named, lineage));
        if (known == null) {
            turn.event(Event.Kind.FLEET_NAMED, new Subject.Gateway(), named.toString());
        }
        return turn.done();
    }

    public Applied<Outcome.Changed> setServing(Turn turn, Command.SetServing command) {
        boolean wanted = command.serving();
        if (serving != wanted) {
            servingSince = turn.now().wall();
        }
        serving = wanted;
        placer.setServing(wanted);
        turn.change(new Change.ServingSet(wanted, servingSince));
        turn.event(
                Event.Kind.SERVING_CHANGED,
                new Subject.Gateway(),
                wanted ? "serving" : "maintenance");
        return turn.done();
    }

    /** Kept for whoever checks the log: nothing is decided by it. */
    public Applied<Outcome.Changed> noteAudit(Turn turn, Command.NoteAudit command) {
        turn.change(new Change.AuditNoted(command.mark()));
        return turn.done();
    }
}
