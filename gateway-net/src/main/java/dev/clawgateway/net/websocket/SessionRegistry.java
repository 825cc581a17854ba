package dev.clawgateway.net.websocket;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.gate.Role;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open sessions of one gateway, by id and by node. Lock-free to read, from any thread. */
public final class SessionRegistry {
    private final String gateway;
    private final AtomicLong epochs = new AtomicLong();
    private final Map<SessionId, Entry> byId = new ConcurrentHashMap<>();
    private final Map<NodeId, Session> byNode = new ConcurrentHashMap<>();

    private record Entry(Session session, SessionHandler handler) {}

    /**
     * Without any session yet.
     *
     * @param gateway id of the gateway that holds them
     */
    public SessionRegistry(String gateway) {
        this.gateway = gateway;
    }

    SessionId nextId() {
        return new SessionId(gateway, epochs.incrementAndGet());
    }

    void opened(Session session, SessionHandler handler) {
        byId.put(session.id(), new Entry(session, handler));
    }

    void closed(Session session) {
        byId.remove(session.id());
        NodeId node = session.node();
        if (node != null) {
            byNode.remove(node, session);
        }
    }

    /**
     * A node is registered on this session from now on. Called on the session's event loop while it
     * is open. An older session of the same node is forgotten; a newer one stays.
     */
    public void bind(NodeId node, Session session) {
        session.bind(node);
        byNode.merge(node, session, (a, b) -> a.epoch() > b.epoch() ? a : b);
    }

    /** The session a node is registered on; null when it has none. */
    public @Nullable Session node(NodeId node) {
        return byNode.get(node);
    }

    /** All sessions a node is registered on, in no order. */
    public Collection<Session> nodes() {
        return Collections.unmodifiableCollection(byNode.values());
    }

    /** Open WebSocket sessions of every kind. */
    public int size() {
        return byId.size();
    }

    /** Open sessions in a role; walks all of them. */
    public int count(Role role) {
        return (int) byId.values().stream().filter(entry -> entry.session().role() == role).count();
    }

    @Nullable Session session(SessionId id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.session();
    }

    @Nullable
    public SessionHandler handler(SessionId id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.handler();
    }

    /**
     * Asks whoever holds a session for a sign of life.
     *
     * @param answer told once, on some event loop, whether a pong came within the time; false at
     *     once where no such session is open
     */
    public void ping(SessionId id, Duration within, Consumer<Boolean> answer) {
        SessionHandler handler = handler(id);
        if (handler == null || handler.session().closing()) {
            answer.accept(false);
        } else {
            handler.session().execute(() -> handler.ping(within, answer));
        }
    }

    /** Every open session, in no order. */
    public Collection<Session> all() {
        return byId.values().stream().map(Entry::session).toList();
    }
}
