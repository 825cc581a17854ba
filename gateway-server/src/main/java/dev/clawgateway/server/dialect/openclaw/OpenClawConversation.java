package dev.clawgateway.server.dialect.openclaw;

import dev.clawgateway.net.websocket.Conversation;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.server.dialect.openclaw.handshake.Arrival;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import org.jspecify.annotations.Nullable;

/** One session: first somebody arrives, then it is served. Confined to the session's event loop. */
final class OpenClawConversation implements Conversation {
    private final Session session;
    private final Desks desks;
    private final Arrival arrival;
    private @Nullable Serving serving;

    OpenClawConversation(Session session, Handshake handshake, Desks desks) {
        this.session = session;
        this.desks = desks;
        this.arrival = new Arrival(session, handshake, desks.arrivals(), this::admitted);
    }

    /** Greets the peer, or has it wait for what it said already. */
    void begin(boolean greet) {
        arrival.begin(greet);
    }

    private void admitted(OpenClawClient client) {
        serving = new Serving(client, desks);
        serving.begin();
    }

    @Override
    public void received(String message) {
        if (serving == null) {
            arrival.received(message);
        } else {
            serving.received(message);
        }
    }

    @Override
    public void dropped(String why) {
        if (serving != null) {
            serving.dropped(why); // of others the session ends, or goes on as if nothing were said
        }
    }

    @Override
    public void closed() {
        arrival.closed();
        if (serving != null) {
            serving.closed();
        }
    }

    /** Of whom it is. */
    Session session() {
        return session;
    }
}
