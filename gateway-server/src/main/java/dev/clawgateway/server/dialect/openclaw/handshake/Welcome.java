package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.connect.HelloOk;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The last step: room for the client, and what it is told. */
final class Welcome {
    static final String DIALECT = "openclaw";

    /** Bytes of a message of somebody who was let in. */
    private static final int MAX_PAYLOAD = 26_214_400;

    /** The same of somebody who was not: the first larger one ends the session. */
    private static final int MAX_BEFORE = 65_536;

    /** What is dropped of such a one without cutting off the answer. */
    private static final int DROPPED_BEFORE = 1 << 20;

    private static final int MAX_JITTER_MILLIS = 1000;

    private Welcome() {}

    /** Bounds on what somebody sends who was not let in yet. */
    static MessageLimits before(MessageLimits usual) {
        return new MessageLimits(
                MAX_BEFORE,
                DROPPED_BEFORE,
                0,
                usual.maxFragments(),
                usual.completeWithin(),
                usual.perSecond(),
                usual.burst(),
                usual.maxPauses(),
                usual.controlFrames());
    }

    /** Makes room; null when there is some. */
    static @Nullable HandshakeRefusal room(
            Session session, ClientRole role, ArrivalServices services) {
        if (role == ClientRole.NODE) {
            Duration pause = services.paces().registers(services.time().nanos());
            if (!pause.isZero()) {
                int jitter =
                        Math.floorMod(
                                services.ids().get().getLeastSignificantBits(), MAX_JITTER_MILLIS);
                return new HandshakeRefusal(
                        OpenClawError.unavailable("The server is busy: many nodes come at once")
                                .retry(pause.plusMillis(jitter)),
                        CloseCode.TRY_LATER,
                        "many nodes come at once",
                        "registration_rate");
            }
        }
        if (!session.admit(role == ClientRole.NODE ? PeerRole.NODE : PeerRole.OPERATOR)) {
            return Arrival.tooMany();
        }
        session.limit(services.messages().get().within(MAX_PAYLOAD, MAX_PAYLOAD));
        if (role == ClientRole.OPERATOR) {
            session.listens();
        }
        return null;
    }

    /**
     * What it is told.
     *
     * @param token that it may come again by; null for none
     * @param issuedAt when it was given that
     */
    static JsonNode hello(
            OpenClawClient client,
            @Nullable String token,
            @Nullable Instant issuedAt,
            ArrivalServices services,
            OpenClawSettings settings) {
        Greeting greeting = services.greeting();
        return new HelloOk(
                        client.protocol(),
                        settings.version(),
                        client.connId(),
                        services.methods().get(),
                        greeting.events(),
                        new HelloOk.State(
                                greeting.presence(),
                                greeting.health(),
                                greeting.stateVersion(),
                                greeting.uptimeMillis(),
                                settings.authMode(client.session().peer().listener())),
                        new HelloOk.Granted(
                                client.role().text(),
                                client.scopes(),
                                token,
                                token == null || issuedAt == null ? null : issuedAt.toEpochMilli()),
                        new HelloOk.Policy(
                                MAX_PAYLOAD,
                                greeting.maxBufferedBytes(client.role()),
                                settings.times().tick().toMillis()))
                .json();
    }
}
