package dev.clawgateway.store.layout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.record.Mode;
import dev.clawgateway.store.record.Stored;
import dev.clawgateway.store.record.StoredFleet;
import dev.clawgateway.store.record.StoredWorkload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes into entries, and entries into what they say. The same changes give the same bytes,
 * always. Knows which specs are stored, so all entries are to be {@linkplain #reader() read} before
 * the first change is written to a store that has some. Confined to one thread.
 */
public final class Layout {
    /** Version of the stored form. A store keeps it beside its records. */
    public static final int FORMAT = 5;

    private final int maxEvents;
    private final Undo undo = new Undo();
    private final SpecTable specs = new SpecTable(undo);
    private final KeptFields kept = new KeptFields(undo);

    /**
     * A layout that keeps so many events.
     *
     * @param maxEvents each further one deletes the oldest
     */
    public Layout(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** To be given every entry there is. What was known before is known no more. */
    public SnapshotReader reader() {
        undo.forget();
        specs.clear();
        kept.clear();
        return new SnapshotReader(specs, kept);
    }

    /**
     * Writes a batch down. What an earlier one has changed here is taken back, unless it
     * {@linkplain #landed has landed}: a batch that failed is written down again.
     */
    public void write(List<Change> changes, EntryWriter out) {
        undo.takeBack();
        changes.forEach(change -> write(change, out));
    }

    /** The batch that was written down last is stored. */
    public void landed() {
        undo.forget();
    }

    /** Nothing at all for a change that is not {@linkplain Change#durable() durable}. */
    private void write(Change change, EntryWriter out) {
        switch (change) {
            case Change.NodeSaved(var node) ->
                    put(StoreKeys.node(node.id()), Stored.NODE, node, out);
            case Change.NodeForgotten(var id) -> delete(StoreKeys.node(id), out);
            case Change.WorkloadSaved(var workload) -> write(workload, out);
            case Change.WorkloadForgotten(var id) -> {
                delete(StoreKeys.workload(id), out);
                specs.forget(id, out);
            }
            case Change.VirtualClusterSaved(var cluster) ->
                    put(StoreKeys.cluster(cluster.name()), Stored.CLUSTER, cluster, out);
            case Change.VirtualClusterForgotten(var name) -> delete(StoreKeys.cluster(name), out);
            case Change.MaintenanceSaved(var window) ->
                    put(StoreKeys.window(window.name()), Stored.WINDOW, window, out);
            case Change.MaintenanceForgotten(var name) -> delete(StoreKeys.window(name), out);
            case Change.WorkspaceSaved(var workspace) ->
                    put(StoreKeys.workspace(workspace.id()), Stored.WORKSPACE, workspace, out);
            case Change.WorkspaceForgotten(var id) -> delete(StoreKeys.workspace(id), out);
            case Change.PastUseSaved(var pastUse) ->
                    put(StoreKeys.PAST_USE, Stored.PAST_USE, pastUse, out);
            case Change.ServingSet(var serving, var since) ->
                    put(StoreKeys.SERVING, Stored.MODE, new Mode(serving, since), out);
            case Change.EventRecorded(var event) -> write(event, out);
            case DiscoveryChange discovery -> write(discovery, out);
            case MembershipChange membership -> write(membership, out);
            case AccessChange access -> write(access, out);
            case Change.ReignBegun(var fleet, var lineage) ->
                    put(
                            StoreKeys.FLEET,
                            Stored.FLEET,
                            new StoredFleet(fleet, lineage.reigns()),
                            out);
            case Change.AuditNoted(var mark) -> put(StoreKeys.AUDIT, Stored.AUDIT, mark, out);
            case Change.EndMarked(var mark) -> write(mark, out);
            case Change.AnswerKept(var answer) ->
                    put(StoreKeys.answer(answer.number()), Stored.ANSWER, answer, out);
            case Change.AnswerForgotten(var number) -> delete(StoreKeys.answer(number), out);
            case Change.ClockSaved(var clock) -> put(StoreKeys.CLOCK, Stored.CLOCK, clock, out);
            case Change.StatusChanged _,
                    Change.AvoidanceChanged _,
                    Change.MissingChanged _,
                    Change.MassAbsenceChanged _,
                    Change.StrangenessChanged _,
                    Change.HoldingsChecked _ -> {}
        }
    }

    private void write(WorkloadRecord workload, EntryWriter out) {
        StoredWorkload stored = StoredWorkload.of(workload, specs.number(workload, out));
        put(StoreKeys.workload(workload.id()), Stored.WORKLOAD, stored, out);
    }

    private void write(EndMark mark, EntryWriter out) {
        put(StoreKeys.end(mark.number()), Stored.END, mark, out);
        long outdated = mark.number() - EndMark.MOST;
        if (outdated > 0) {
            delete(StoreKeys.end(outdated), out);
        }
    }

    private void write(Event event, EntryWriter out) {
        put(StoreKeys.event(event.sequence()), Stored.EVENT, event, out);
        long outdated = event.sequence() - maxEvents;
        if (outdated > 0) {
            delete(StoreKeys.event(outdated), out);
        }
    }

    private void write(DiscoveryChange change, EntryWriter out) {
        switch (change) {
            case DiscoveryChange.MemberSaved(var member) ->
                    put(StoreKeys.discovered(member.id()), Stored.DISCOVERED, member, out);
            case DiscoveryChange.MemberForgotten(var id) -> delete(StoreKeys.discovered(id), out);
            case DiscoveryChange.StandingSaved(var standing) ->
                    put(StoreKeys.DISCOVERY, Stored.STANDING, standing, out);
        }
    }

    private void write(MembershipChange change, EntryWriter out) {
        switch (change) {
            case MembershipChange.GatewayNamed(var own) ->
                    put(StoreKeys.OWN_ENTRY, Stored.OWN_ENTRY, own, out);
            case MembershipChange.MemberSaved(var member) ->
                    put(StoreKeys.member(member.id()), Stored.MEMBER, member, out);
            case MembershipChange.MemberForgotten(var id) -> delete(StoreKeys.member(id), out);
        }
    }

    private void write(AccessChange change, EntryWriter out) {
        switch (change) {
            case AccessChange.CredentialSaved(var record) ->
                    put(StoreKeys.credential(record.id()), Stored.CREDENTIAL, record, out);
            case AccessChange.CredentialForgotten(var id) -> delete(StoreKeys.credential(id), out);
            case AccessChange.RevocationSaved(var revocation) ->
                    put(
                            StoreKeys.revocation(revocation.what(), revocation.whose()),
                            Stored.REVOCATION,
                            revocation,
                            out);
            case AccessChange.RevocationForgotten(var what, var whose) ->
                    delete(StoreKeys.revocation(what, whose), out);
            case AccessChange.JoinUsed(var use) ->
                    put(StoreKeys.joinUse(use.join(), use.agentKey()), Stored.JOIN_USE, use, out);
            case AccessChange.JoinUseForgotten(var join, var agentKey) ->
                    delete(StoreKeys.joinUse(join, agentKey), out);
            case AccessChange.DeviceSaved(var device) ->
                    put(StoreKeys.device(device.id()), Stored.DEVICE, device, out);
            case AccessChange.DeviceForgotten(var id) -> delete(StoreKeys.device(id), out);
        }
    }

    private <T> void put(byte[] key, StoredKind<T> kind, T record, EntryWriter out) {
        out.put(key, kind.write(record, kept.of(key)));
    }

    private void delete(byte[] key, EntryWriter out) {
        kept.forget(key);
        out.delete(key);
    }

    /** The entry that says who may write. */
    public static void write(Term term, EntryWriter out) {
        out.put(StoreKeys.TERM, Long.toString(term.number()).getBytes(US_ASCII));
    }

    /**
     * Reads that entry back.
     *
     * @param value null where there is none: nobody has ever written in a term
     * @throws IllegalArgumentException when it is no term
     */
    public static Term term(byte @Nullable [] value) {
        return value == null ? Term.NONE : new Term(Long.parseLong(new String(value, US_ASCII)));
    }
}
