package dev.clawgateway.server;

import dev.clawgateway.control.operations.sessions.OpenSession;
import dev.clawgateway.control.operations.sessions.OpenSessions;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.Sessions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transport's sessions, for those who ask who is there. */
record SessionsOpen(Sessions sessions, Time time) implements OpenSessions {
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
