package dev.clawgateway.store.layout;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.KeptAnswer;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.store.form.StoredKind;
import dev.clawgateway.store.record.Mode;
import dev.clawgateway.store.record.Stored;
import dev.clawgateway.store.record.StoredFleet;
import dev.clawgateway.store.record.StoredWorkload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a snapshot together from entries in the order of their keys. What it learns of specs and of
 * unknown fields its layout knows from then on.
 */
public final class SnapshotReader {
    private final SpecTable specs;
    private final KeptFields kept;
    private final Map<Long, SpecTable.Spec> specByNumber = new HashMap<>();
    private final List<NodeRecord> nodes = new ArrayList<>();
    private final List<WorkloadRecord> workloads = new ArrayList<>();
    private final List<VirtualCluster> clusters = new ArrayList<>();
    private final List<MaintenanceWindow> windows = new ArrayList<>();
    private final List<Workspace> workspaces = new ArrayList<>();
    private final List<DiscoveryMember> discovered = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<MemberRecord> members = new ArrayList<>();
    private final List<EndMark> ends = new ArrayList<>();
    private final List<CredentialRecord> credentials = new ArrayList<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private final List<JoinUse> uses = new ArrayList<>();
    private final List<PairedDevice> devices = new ArrayList<>();
    private final List<KeptAnswer> answers = new ArrayList<>();
    private @Nullable OwnEntry own;
    private @Nullable FleetId fleet;
    private Lineage lineage = Lineage.NONE;
    private AuditMark audit = AuditMark.NONE;
    private ClockRecord clock = ClockRecord.NONE;
    private Mode mode = new Mode(true, null);
    private DiscoveryStanding discovery = DiscoveryStanding.INITIAL;
    private PastUseRecord pastUse = PastUseRecord.NONE;

    SnapshotReader(SpecTable specs, KeptFields kept) {
        this.specs = specs;
        this.kept = kept;
    }

    /** Throws {@link IllegalArgumentException} when the entry is none of ours. */
    public void add(byte[] key, byte[] value) {
        if (key.length == 0) {
            throw new IllegalArgumentException("it has no key");
        }
        switch (key[0]) {
            case StoreKeys.NODE -> nodes.add(read(Stored.NODE, key, value));
            case StoreKeys.SPEC -> addSpec(key, value);
            case StoreKeys.WORKLOAD -> addWorkload(key, value);
            case StoreKeys.CLUSTER -> clusters.add(read(Stored.CLUSTER, key, value));
            case StoreKeys.DISCOVERED -> discovered.add(read(Stored.DISCOVERED, key, value));
            case StoreKeys.MEMBER -> members.add(read(Stored.MEMBER, key, value));
            case StoreKeys.WINDOW -> windows.add(read(Stored.WINDOW, key, value));
            case StoreKeys.WORKSPACE -> workspaces.add(read(Stored.WORKSPACE, key, value));
            case StoreKeys.EVENT -> events.add(read(Stored.EVENT, key, value));
            case StoreKeys.END -> ends.add(read(Stored.END, key, value));
            case StoreKeys.CREDENTIAL -> credentials.add(read(Stored.CREDENTIAL, key, value));
            case StoreKeys.REVOCATION -> revocations.add(read(Stored.REVOCATION, key, value));
            case StoreKeys.JOIN_USE -> uses.add(read(Stored.JOIN_USE, key, value));
            case StoreKeys.DEVICE -> devices.add(read(Stored.DEVICE, key, value));
            case StoreKeys.ANSWER -> answers.add(read(Stored.ANSWER, key, value));
            case StoreKeys.META -> addMeta(key, value);
            default -> throw new IllegalArgumentException("unknown kind of record");
        }
    }

    private <T> T read(StoredKind<T> kind, byte[] key, byte[] value) {
        StoredKind.Found<T> found = kind.read(value);
        kept.keep(key, found.kept());
        return found.record();
    }

    private void addSpec(byte[] key, byte[] value) {
        if (key.length != 1 + Long.BYTES) {
            throw new IllegalArgumentException("the key of a spec has another length");
        }
        long number = ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
        StoredKind.Found<WorkloadSpec> found = Stored.SPEC.read(value);
        specByNumber.put(number, specs.stored(number, found.record(), found.kept() == null));
    }

    private void addWorkload(byte[] key, byte[] value) {
        StoredWorkload stored = read(Stored.WORKLOAD, key, value);
        SpecTable.Spec spec = specByNumber.get(stored.spec());
        if (spec == null) {
            throw new IllegalArgumentException(
                    "workload: its spec, number " + stored.spec() + ", is not there");
        }
        specs.refers(stored.id(), spec);
        workloads.add(stored.record(spec.asked()));
    }

    private void addMeta(byte[] key, byte[] value) {
        if (Arrays.equals(key, StoreKeys.SERVING)) {
            mode = read(Stored.MODE, key, value);
        } else if (Arrays.equals(key, StoreKeys.OWN_ENTRY)) {
            own = read(Stored.OWN_ENTRY, key, value);
        } else if (Arrays.equals(key, StoreKeys.PAST_USE)) {
            pastUse = read(Stored.PAST_USE, key, value);
        } else if (Arrays.equals(key, StoreKeys.DISCOVERY)) {
            discovery = read(Stored.STANDING, key, value);
        } else if (Arrays.equals(key, StoreKeys.FLEET)) {
            StoredFleet named = read(Stored.FLEET, key, value);
            fleet = named.id();
            lineage = new Lineage(named.reigns());
        } else if (Arrays.equals(key, StoreKeys.AUDIT)) {
            audit = read(Stored.AUDIT, key, value);
        } else if (Arrays.equals(key, StoreKeys.CLOCK)) {
            clock = read(Stored.CLOCK, key, value);
        } else if (!Arrays.equals(key, StoreKeys.FORMAT) && !Arrays.equals(key, StoreKeys.TERM)) {
            throw new IllegalArgumentException("unknown setting");
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(
                nodes,
                workloads,
                clusters,
                mode.serving(),
                pastUse,
                new DiscoveryRegistry(discovered, discovery),
                events,
                events.isEmpty() ? 0 : events.getLast().sequence(),
                mode.since(),
                new MemberRegistry(own, members),
                new Continuity(fleet, lineage, ends, clock, audit),
                windows,
                new AccessRegister(credentials, revocations, uses, devices),
                answers,
                workspaces);
    }
}
