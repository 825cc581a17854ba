package dev.clawgateway.control.operations.membership;

import dev.clawgateway.control.liveness.HeardNode;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connected nodes as the registry lists them. */
final class NodeEntries {
    private final ClusterView view;
    private final HeardSessions heard;
    private final String clusterId;
    private final Time time;

    NodeEntries(ClusterView view, HeardSessions heard, String clusterId, Time time) {
        this.view = view;
        this.heard = heard;
        this.clusterId = clusterId;
        this.time = time;
    }

    /** Null when no such node is known. */
    @Nullable NodeRecord known(String id) {
        try {
            return view.node(NodeId.parse(id));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    boolean connected(NodeRecord node) {
        return view.status(node.id()) != NodeStatus.DISCONNECTED;
    }

    /** Null when no such node is connected. */
    @Nullable MemberHealth find(String id) {
        NodeRecord node = known(id);
        if (node == null || !connected(node)) {
            return null;
        }
        Long lastHeard =
                heard.nodes().stream()
                        .filter(session -> session.node().equals(node.id()))
                        .map(HeardNode::lastHeardNanos)
                        .findFirst()
                        .orElse(null);
        return health(node, lastHeard, time.moment());
    }

    /** By name, then by id. */
    List<MemberHealth> all() {
        Map<NodeId, Long> lastHeard = new HashMap<>();
        for (HeardNode session : heard.nodes()) {
            lastHeard.put(session.node(), session.lastHeardNanos());
        }
        Moment now = time.moment();
        return view.nodes().stream()
                .filter(this::connected)
                .sorted(Comparator.comparing(NodeRecord::name).thenComparing(NodeRecord::id))
                .map(node -> health(node, lastHeard.get(node.id()), now))
                .toList();
    }

    private MemberHealth health(NodeRecord node, @Nullable Long heardNanos, Moment now) {
        Instant seen =
                heardNanos == null
                        ? node.registeredAt()
                        : now.wall().minusNanos(now.nanos() - heardNanos);
        MemberEntry entry =
                new MemberEntry(
                        node.id().toString(), card(node), status(node), seen, node.firstSeenAt());
        double up = Duration.between(node.registeredAt(), now.wall()).toMillis() / 1000.0;
        return new MemberHealth(entry, null, Math.max(0, up));
    }

    private MemberCard card(NodeRecord node) {
        Attributes devices =
                new Attributes(Map.of("gpus", Integer.toString(node.capacity().gpus().size())));
        return new MemberCard(
                "node://" + node.name(),
                clusterId,
                MemberRole.WORKER,
                List.of(),
                devices,
                Attributes.NONE,
                null,
                null,
                null);
    }

    private MemberStatus status(NodeRecord node) {
        if (node.cordon() != null) {
            return MemberStatus.DISABLED;
        } else if (node.draining()) {
            return MemberStatus.MAINTENANCE;
        }
        return view.status(node.id()) == NodeStatus.DEGRADED
                ? MemberStatus.UNHEALTHY
                : MemberStatus.ACTIVE;
    }
}
