package dev.clawgateway.control.links;

import dev.clawgateway.control.EffectOutlet;
import dev.clawgateway.control.links.NodeLink.CloseReason;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Effect;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The links of all nodes, by session and by node. Released effects pass here: called by the store
 * thread alone, in the order of decisions, which each link keeps. Otherwise safe from any thread.
 */
public final class Links implements EffectOutlet {
    private final Map<SessionId, NodeLink> bySession = new ConcurrentHashMap<>();
    private final Map<NodeId, NodeLink> byNode = new ConcurrentHashMap<>();

    /** A node asks to be registered on this link. Saying so again changes nothing. */
    public void opened(NodeLink link) {
        bySession.put(link.session(), link);
    }

    /**
     * The node is registered on this link from now on. An older link of the same node is forgotten;
     * a newer one stays.
     */
    public void admitted(NodeId node, NodeLink link) {
        byNode.merge(node, link, (a, b) -> b.session().before(a.session()) ? a : b);
    }

    /** The session of that node has ended; said after all else about it. */
    public void closed(NodeId node, NodeLink link) {
        bySession.remove(link.session(), link);
        byNode.remove(node, link);
    }

    /** The link a node is registered on; null when it has none. */
    public @Nullable NodeLink of(NodeId node) {
        return byNode.get(node);
    }

    /** Tells every node that is registered how to behave; one that takes nothing misses it. */
    public void configure(NodeConfiguration configuration) {
        byNode.values().forEach(link -> link.configure(configuration));
    }

    /**
     * Asks whoever holds a session for a sign of life.
     *
     * @param answer told once, on any thread; false at once where no such session is open
     */
    public void ping(SessionId session, Duration within, Consumer<Boolean> answer) {
        NodeLink link = bySession.get(session);
        if (link == null || !link.open()) {
            answer.accept(false);
        } else {
            link.ping(within, answer);
        }
    }

    @Override
    public Delivery deliver(Effect effect) {
        NodeLink link = bySession.get(effect.session());
        if (link == null || !link.open()) {
            return Delivery.NO_SESSION;
        } else if (handOver(effect, link)) {
            return Delivery.QUEUED;
        }
        boolean _ = link.close(CloseReason.SLOW_CONSUMER);
        return Delivery.QUEUE_FULL;
    }

    private static boolean handOver(Effect effect, NodeLink link) {
        return switch (effect) {
            case Effect.Admit admission -> link.admit(admission);
            case Effect.Start start -> link.start(start);
            case Effect.Stop stop -> link.stop(stop);
            case Effect.Close close ->
                    link.close(
                            switch (close.cause()) {
                                case SUPERSEDED -> CloseReason.SUPERSEDED;
                                case SILENT -> CloseReason.LOST;
                            });
        };
    }
}
