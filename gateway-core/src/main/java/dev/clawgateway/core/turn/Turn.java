package dev.clawgateway.core.turn;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one command changes and sends. Lives while that command is applied. Whatever is
 * saved gets its revision here, and nothing is saved past it.
 */
public final class Turn {
    private final Moment now;
    private final Caller caller;
    private final Numbering numbering;
    private final List<Change> changes = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    /** 0 while nothing was changed. */
    private long revision;

    public Turn(Moment now, Caller caller, Numbering numbering) {
        this.now = now;
        this.caller = caller;
        this.numbering = numbering;
    }

    public Moment now() {
        return now;
    }

    /** Who wished it; the gateway where it follows from a decision. */
    public Caller caller() {
        return caller;
    }

    /** What bears no revision. */
    public void change(Change.Plain change) {
        changes.add(change);
    }

    /** The record as it is kept from now on. */
    public NodeRecord save(NodeRecord node) {
        NodeRecord saved = node.at(revision());
        changes.add(new Change.NodeSaved(saved));
        return saved;
    }

    /** The workload, in the same state, as it is kept from now on. */
    @SuppressWarnings("unchecked") // with another head it is in the same state, and so of one type
    public <T extends WorkloadRecord> T save(T workload) {
        T saved = (T) workload.with(workload.head().at(revision()));
        changes.add(new Change.WorkloadSaved(saved));
        return saved;
    }

    /** The declaration as it is kept from now on. */
    public VirtualCluster save(VirtualCluster cluster) {
        VirtualCluster saved = cluster.at(revision());
        changes.add(new Change.VirtualClusterSaved(saved));
        return saved;
    }

    /** The workspace as it is kept from now on. */
    public Workspace save(Workspace workspace) {
        Workspace saved = workspace.at(revision());
        changes.add(new Change.WorkspaceSaved(saved));
        return saved;
    }

    /** The window as it is kept from now on. */
    public MaintenanceWindow save(MaintenanceWindow window) {
        MaintenanceWindow saved = window.at(revision());
        changes.add(new Change.MaintenanceSaved(saved));
        return saved;
    }

    /** The member as it is kept from now on. */
    public DiscoveryMember save(DiscoveryMember member) {
        DiscoveryMember saved = member.at(revision());
        changes.add(new DiscoveryChange.MemberSaved(saved));
        return saved;
    }

    /** The member as it is kept from now on. */
    public MemberRecord save(MemberRecord member) {
        MemberRecord saved = member.at(revision());
        changes.add(new MembershipChange.MemberSaved(saved));
        return saved;
    }

    /** The credential as it is kept from now on. */
    public CredentialRecord save(CredentialRecord credential) {
        CredentialRecord saved = credential.at(revision());
        changes.add(new AccessChange.CredentialSaved(saved));
        return saved;
    }

    /** The device as it is kept from now on. */
    public PairedDevice save(PairedDevice device) {
        PairedDevice saved = device.at(revision());
        changes.add(new AccessChange.DeviceSaved(saved));
        return saved;
    }

    /** One for the whole command, taken when it is first needed. */
    private long revision() {
        if (revision == 0) {
            revision = numbering.nextRevision();
        }
        return revision;
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

    public void event(Event.Kind kind, Workspace workspace, @Nullable String detail) {
        Subject subject = new Subject.Workspace(workspace.id(), workspace.workload());
        event(kind, subject, workspace.cluster(), detail);
    }

    public void event(Event.Kind kind, Subject subject, @Nullable String detail) {
        event(kind, subject, null, detail);
    }

    private void event(
            Event.Kind kind, Subject subject, @Nullable String cluster, @Nullable String detail) {
        changes.add(
                new Change.EventRecorded(
                        new Event(
                                numbering.nextEvent(),
                                now.wall(),
                                kind,
                                subject,
                                cluster,
                                caller,
                                detail,
                                revision())));
    }

    public Applied<Outcome.Changed> done() {
        return granted(new Outcome.Done());
    }

    public Applied<Outcome.Changed> unchanged() {
        return granted(new Outcome.Unchanged());
    }

    public <O extends Outcome.Granted> Applied<O> granted(O outcome) {
        return new Applied<>(changes, effects, new Verdict.Granted<>(outcome));
    }

    /** What came of it by now, with the answer that was found before. */
    public <O extends Outcome.Granted> Applied<O> with(Verdict<O> verdict) {
        return new Applied<>(changes, effects, verdict);
    }

    public <O extends Outcome.Granted> Applied<O> refused(ErrorCode code, String detail) {
        return refused(new Outcome.Refused(code, detail));
    }

    public <O extends Outcome.Granted> Applied<O> refused(Outcome.Refused why) {
        return new Applied<>(changes, effects, new Verdict.Refused<>(why));
    }
}
