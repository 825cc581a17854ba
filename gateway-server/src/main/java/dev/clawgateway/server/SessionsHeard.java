package dev.clawgateway.server;

import dev.clawgateway.control.liveness.HeardNode;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.control.operations.sessions.OpenSession;
import dev.clawgateway.control.operations.sessions.OpenSessions;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.net.websocket.frame.CloseCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the transport hears of its sessions. */
public record SessionsHeard(Sessions sessions) implements HeardSessions {
    @Override
    public List<Heard> nodes() {
        List<Heard> nodes = new ArrayList<>();
        for (Session session : sessions.registered()) {
            if (session.principal() instanceof Principal.Node(NodeId id)) {
                nodes.add(new Heard(id, session));
            }
        }
        return nodes;
    }

    @Override
    public void closeStalled(long nowNanos, long sinceNanos) {
        for (Session session : sessions.all()) {
            if (session.stalled(nowNanos, sinceNanos)) {
                session.slowConsumer();
            }
        }
    }

    /** One session of a node. */
    public record Heard(NodeId node, Session of) implements HeardNode {
        @Override
        public SessionId session() {
            return of.id();
        }

        @Override
        public long lastHeardNanos() {
            return of.lastHeardNanos();
        }

        @Override
        public boolean beatsOften() {
            return of.beatsOften();
        }

        @Override
        public boolean closing() {
            return of.closing();
        }

        @Override
        public void giveUp() {
            of.close(CloseCode.POLICY, "nothing heard for too long", "silent");
        }
    }

    /** The transport's sessions, for those who ask who is there. */
    record Open(Sessions sessions, Time time) implements OpenSessions {
        @Override
        public List<OpenSession> all() {
            Instant now = time.now();
            long nanos = time.nanos();
            return sessions.all().stream().map(session -> shown(session, now, nanos)).toList();
        }

        private static OpenSession shown(Session session, Instant now, long nanos) {
            return new OpenSession(
                    session.id(),
                    switch (session.role()) {
                        case UNDECIDED -> OpenSession.Kind.UNDECIDED;
                        case NODE -> OpenSession.Kind.NODE;
                        case OPERATOR -> OpenSession.Kind.OPERATOR;
                    },
                    who(session),
                    session.peer(),
                    now.minusNanos(nanos - session.openedNanos()),
                    now.minusNanos(nanos - session.lastHeardNanos()));
        }

        private static @Nullable Principal who(Session session) {
            return session.speaker() instanceof Principal known ? known : null;
        }
    }
}
