package dev.clawgateway.net.websocket;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.gate.PeerRole;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of one gateway: lists them, finds them by id and by who is registered on them,
 * closes them. A principal is whatever equals the one that was registered. Lock-free to read, from
 * any thread.
 */
public final class Sessions {
    private final String gateway;
    private final CloseLines closeLines = new CloseLines();
    private final AtomicLong epochs = new AtomicLong();
    private final Map<SessionId, Session> byId = new ConcurrentHashMap<>();
    private final Map<Object, Session> byPrincipal = new ConcurrentHashMap<>();

    /**
     * Without any session yet.
     *
     * @param gateway id of the gateway that holds them
     */
    public Sessions(String gateway) {
        this.gateway = gateway;
    }

    CloseLines closeLines() {
        return closeLines;
    }

    SessionId nextId() {
        return new SessionId(gateway, epochs.incrementAndGet());
    }

    void opened(Session session) {
        byId.put(session.id(), session);
    }

    /** An older session of the same one is forgotten; a newer one stays. */
    void registered(Object principal, Session session) {
        byPrincipal.merge(principal, session, (a, b) -> a.epoch() > b.epoch() ? a : b);
    }

    void ended(Session session) {
        byId.remove(session.id());
        Object principal = session.principal();
        if (principal != null) {
            byPrincipal.remove(principal, session);
        }
    }

    /** Null when it has ended, or never was one of these. */
    public @Nullable Session find(SessionId id) {
        return byId.get(id);
    }

    /** The session somebody is registered on; null when there is none. */
    public @Nullable Session of(Object principal) {
        return byPrincipal.get(principal);
    }

    /** All sessions somebody is registered on, in no order. */
    public Collection<Session> registered() {
        return Collections.unmodifiableCollection(byPrincipal.values());
    }

    /** Every open session, in no order. */
    public Collection<Session> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Open sessions of every kind. */
    public int size() {
        return byId.size();
    }

    /** Open sessions in a role; walks all of them. */
    public int count(PeerRole role) {
        return (int) byId.values().stream().filter(session -> session.role() == role).count();
    }

    /**
     * Closes the session somebody is registered on.
     *
     * @param cause for the counters; from a fixed set
     * @return false when there is none
     */
    public boolean close(Object principal, int code, String reason, String cause) {
        Session session = of(principal);
        if (session == null) {
            return false;
        }
        session.close(code, reason, cause);
        return true;
    }
}
