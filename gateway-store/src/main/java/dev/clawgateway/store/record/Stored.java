package dev.clawgateway.store.record;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.form.StoredKind;
import java.util.List;

/** All kinds of record that a store has entries of. Their numbers are for good, too. */
public final class Stored {
    public static final StoredKind<NodeRecord> NODE =
            new StoredKind<>(1, "node", NodeForms.NODE_RECORD);
    public static final StoredKind<StoredWorkload> WORKLOAD =
            new StoredKind<>(2, "workload", WorkloadForms.WORKLOAD);
    public static final StoredKind<WorkloadSpec> SPEC = new StoredKind<>(3, "spec", SpecForms.SPEC);
    public static final StoredKind<VirtualCluster> CLUSTER =
            new StoredKind<>(4, "virtual cluster", ClusterForms.CLUSTER);
    public static final StoredKind<PastUseRecord> PAST_USE =
            new StoredKind<>(5, "past use", ClusterForms.PAST_USES);
    public static final StoredKind<Mode> MODE = new StoredKind<>(6, "mode", ClusterForms.MODE);
    public static final StoredKind<Event> EVENT = new StoredKind<>(7, "event", EventForms.EVENT);
    public static final StoredKind<DiscoveryMember> DISCOVERED =
            new StoredKind<>(8, "member of discovery", RegistryForms.DISCOVERED);
    public static final StoredKind<DiscoveryStanding> STANDING =
            new StoredKind<>(9, "standing of discovery", RegistryForms.STANDING);
    public static final StoredKind<MemberRecord> MEMBER =
            new StoredKind<>(10, "member", RegistryForms.MEMBER);
    public static final StoredKind<OwnEntry> OWN_ENTRY =
            new StoredKind<>(11, "own entry", RegistryForms.OWN);
    public static final StoredKind<StoredFleet> FLEET =
            new StoredKind<>(12, "fleet", ContinuityForms.FLEET_NAME);
    public static final StoredKind<EndMark> END =
            new StoredKind<>(13, "mark of an end", ContinuityForms.END);
    public static final StoredKind<ClockRecord> CLOCK =
            new StoredKind<>(14, "clock", ContinuityForms.CLOCK);

    public static final StoredKind<MaintenanceWindow> WINDOW =
            new StoredKind<>(20, "maintenance window", WindowForms.WINDOW);

    public static final StoredKind<Workspace> WORKSPACE =
            new StoredKind<>(24, "workspace", WorkspaceForms.WORKSPACE);

    public static final StoredKind<CredentialRecord> CREDENTIAL =
            new StoredKind<>(21, "credential", AccessForms.CREDENTIAL);
    public static final StoredKind<Revocation> REVOCATION =
            new StoredKind<>(22, "revocation", AccessForms.REVOCATION);
    public static final StoredKind<JoinUse> JOIN_USE =
            new StoredKind<>(23, "use of a join", AccessForms.JOIN_USE);
    public static final StoredKind<PairedDevice> DEVICE =
            new StoredKind<>(25, "device", DeviceForms.DEVICE);
    public static final StoredKind<AuditMark> AUDIT =
            new StoredKind<>(30, "audit mark", ContinuityForms.AUDIT);

    public static final StoredKind<KeptAnswer> ANSWER =
            new StoredKind<>(40, "kept answer", AnswerForms.ANSWER);

    /** Each of them. */
    public static final List<StoredKind<?>> ALL =
            List.of(
                    NODE,
                    WORKLOAD,
                    SPEC,
                    CLUSTER,
                    PAST_USE,
                    MODE,
                    EVENT,
                    DISCOVERED,
                    STANDING,
                    MEMBER,
                    OWN_ENTRY,
                    FLEET,
                    END,
                    CLOCK,
                    WINDOW,
                    WORKSPACE,
                    CREDENTIAL,
                    REVOCATION,
                    JOIN_USE,
                    DEVICE,
                    AUDIT,
                    ANSWER);

    private Stored() {}
}
