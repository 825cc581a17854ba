package dev.clawgateway.store.layout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryRegistry;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.MemberRegistry;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.store.codec.RecordCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a snapshot together from entries in the order of their keys. */
public final class SnapshotReader {
    private final RecordCodec codec;
    private final List<NodeRecord> nodes = new ArrayList<>();
    private final List<WorkloadRecord> workloads = new ArrayList<>();
    private final List<VirtualCluster> clusters = new ArrayList<>();
    private final List<DiscoveryMember> discovered = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<MemberRecord> members = new ArrayList<>();
    private @Nullable OwnEntry own;
    private boolean serving = true;
    private DiscoveryStanding discovery = DiscoveryStanding.INITIAL;
    private @Nullable Instant servingSince;
    private PastUseRecord pastUse = PastUseRecord.NONE;

    public SnapshotReader(RecordCodec codec) {
        this.codec = codec;
    }

    /** Throws {@link IllegalArgumentException} when the entry is none of ours. */
    public void add(byte[] key, byte[] value) {
        switch (key[0]) {
            case StoreKeys.NODE -> nodes.add(codec.decode(value, NodeRecord.class));
            case StoreKeys.WORKLOAD -> workloads.add(codec.decode(value, WorkloadRecord.class));
            case StoreKeys.CLUSTER -> clusters.add(codec.decode(value, VirtualCluster.class));
            case StoreKeys.DISCOVERED -> discovered.add(codec.decode(value, DiscoveryMember.class));
            case StoreKeys.MEMBER -> members.add(codec.decode(value, MemberRecord.class));
            case StoreKeys.EVENT -> events.add(codec.decode(value, Event.class));
            case StoreKeys.META -> addMeta(key, value);
            default -> throw new IllegalArgumentException("unknown kind of record");
        }
    }

    private void addMeta(byte[] key, byte[] value) {
        if (Arrays.equals(key, StoreKeys.SERVING)) {
            serving = Boolean.parseBoolean(new String(value, US_ASCII));
        } else if (Arrays.equals(key, StoreKeys.SERVING_SINCE)) {
            servingSince = Instant.parse(new String(value, US_ASCII));
        } else if (Arrays.equals(key, StoreKeys.OWN_ENTRY)) {
            own = codec.decode(value, OwnEntry.class);
        } else if (Arrays.equals(key, StoreKeys.PAST_USE)) {
            pastUse = codec.decode(value, PastUseRecord.class);
        } else if (Arrays.equals(key, StoreKeys.DISCOVERY)) {
            discovery = codec.decode(value, DiscoveryStanding.class);
        } else if (!Arrays.equals(key, StoreKeys.FORMAT) && !Arrays.equals(key, StoreKeys.TERM)) {
            throw new IllegalArgumentException("unknown setting");
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(
                nodes,
                workloads,
                clusters,
                serving,
                pastUse,
                new DiscoveryRegistry(discovered, discovery),
                events,
                events.isEmpty() ? 0 : events.getLast().sequence(),
                servingSince,
                new MemberRegistry(own, members));
    }
}
