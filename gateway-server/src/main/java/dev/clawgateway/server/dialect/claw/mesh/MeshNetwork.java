package dev.clawgateway.server.dialect.claw.mesh;

import dev.clawgateway.control.mesh.MeshMember;
import dev.clawgateway.control.mesh.MeshView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.node.MeshPeer;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A full mesh. A newcomer is told of all peers, and all peers of the newcomer; when one leaves, the
 * others are told to forget it. Changes are made one at a time on the given executor, so that every
 * node hears of them in one order; reading is free.
 */
public final class MeshNetwork implements MeshView {
    private static final Logger LOG = LoggerFactory.getLogger(MeshNetwork.class);
    private static final int KEEPALIVE_SECONDS = 25;

    /** Changes that may wait; of those who leave there are no more than there were sessions. */
    private static final int MAX_WAITING = 10_000;

    private final MeshSettings settings;
    private final Executor serial;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Time time;
    private final AddressPool addresses;
    private final Map<NodeId, MeshMember> members = new ConcurrentHashMap<>();
    private final Map<NodeId, Consumer<NodeCommand>> links = new HashMap<>();

    /** A node that wants in. */
    public record Newcomer(
            NodeId node, long session, String name, String publicKey, @Nullable String endpoint) {}

    /**
     * A mesh without members.
     *
     * @param serial runs tasks one at a time, in order
     */
    public MeshNetwork(MeshSettings settings, Executor serial, Time time) {
        this.settings = settings;
        this.serial = serial;
        this.time = time;
        this.addresses = new AddressPool(settings.cidr());
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public String cidr() {
        return settings.cidr();
    }

    @Override
    public Collection<MeshMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    @Override
    public @Nullable MeshMember member(NodeId node) {
        return members.get(node);
    }

    /**
     * A node registered with a key.
     *
     * @param link sends it a frame; safe from any thread
     * @return false when too many changes wait already; then it has not joined
     */
    public boolean joined(Newcomer newcomer, Consumer<NodeCommand> link) {
        return !enabled() || (isRoom() && change(() -> join(newcomer, link)));
    }

    private boolean isRoom() {
        return waiting.get() < MAX_WAITING;
    }

    private boolean change(Runnable task) {
        waiting.incrementAndGet();
        serial.execute(() -> {
            waiting.decrementAndGet();
            task.run();
        });
        return true;
    }

    private void join(Newcomer newcomer, Consumer<NodeCommand> link) {
        MeshMember before = members.get(newcomer.node());
        String address = before == null ? addresses.take() : before.meshIp();
        if (address == null) {
            LOG.atWarn().addKeyValue("node", newcomer.node()).log("the mesh has no address left");
            return;
        }
        if (before != null && !before.publicKey().equals(newcomer.publicKey())) {
            tellOthers(
                    newcomer.node(), new NodeCommand.MeshPeerRemove(List.of(before.publicKey())));
        }
        MeshMember member =
                new MeshMember(
                        newcomer.node(),
                        newcomer.session(),
                        newcomer.name(),
                        newcomer.publicKey(),
                        newcomer.endpoint(),
                        address,
                        time.now(),
                        null,
                        0);
        members.put(member.node(), member);
        links.put(member.node(), link);
        link.accept(config(member, peersOf(member)));
        links.forEach((node, other) -> {
            MeshMember receiver = members.get(node);
            if (receiver != null && !node.equals(member.node())) {
                other.accept(config(receiver, List.of(peer(member))));
            }
        });
    }

    /** A session ended. Ignored when the node has joined again on a newer one. */
    public void left(NodeId node, long session) {
        if (enabled()) {
            boolean _ = change(() -> leave(node, session));
        }
    }

    private void leave(NodeId node, long session) {
        MeshMember member = members.get(node);
        if (member == null || member.session() != session) {
            return;
        }
        members.remove(node);
        links.remove(node);
        addresses.release(member.meshIp());
        tellOthers(node, new NodeCommand.MeshPeerRemove(List.of(member.publicKey())));
    }

    /** A node reported its interface up. Not noted when too much waits already. */
    public void ready(NodeId node, long session, long peers) {
        if (enabled() && isRoom()) {
            boolean _ =
                    change(() ->
                            members.computeIfPresent(
                                    node,
                                    (_, member) ->
                                            member.session() == session
                                                    ? member.ready(time.now(), peers)
                                                    : member));
        }
    }

    private void tellOthers(NodeId about, NodeCommand frame) {
        links.forEach((node, link) -> {
            if (!node.equals(about)) {
                link.accept(frame);
            }
        });
    }

    private NodeCommand config(MeshMember receiver, List<MeshPeer> peers) {
        return new NodeCommand.MeshPeerConfig(
                receiver.meshIp(), null, peers, settings.cidr(), settings.listenPort());
    }

    private List<MeshPeer> peersOf(MeshMember member) {
        return members.values().stream()
                .filter(other -> !other.node().equals(member.node()))
                .sorted(Comparator.comparing(MeshMember::node))
                .map(MeshNetwork::peer)
                .toList();
    }

    private static MeshPeer peer(MeshMember member) {
        return new MeshPeer(
                member.publicKey(),
                member.meshIp(),
                member.endpoint(),
                KEEPALIVE_SECONDS,
                List.of(member.meshIp() + "/32"));
    }
}
