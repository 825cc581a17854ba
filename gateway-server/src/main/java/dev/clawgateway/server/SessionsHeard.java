package dev.clawgateway.server;

import dev.clawgateway.control.liveness.HeardNode;
import dev.clawgateway.control.liveness.HeardSessions;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.net.websocket.CloseCode;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.SessionRegistry;
import java.util.Collection;
import java.util.Objects;

/** What the transport hears of its sessions. */
public record SessionsHeard(SessionRegistry sessions) implements HeardSessions {
    @Override
    public Collection<Heard> nodes() {
        return sessions.nodes().stream().map(Heard::new).toList();
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
    public record Heard(Session of) implements HeardNode {
        @Override
        public NodeId node() {
            return Objects.requireNonNull(of.node());
        }

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
}
