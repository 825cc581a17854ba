package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One session until its client is let in: the challenge, its first request, what is checked of
 * that. Between the challenge and the answer nothing else is sent: some clients take whatever comes
 * for the answer. Confined to the session's event loop.
 */
public final class Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);

    private final Session session;
    private final Handshake handshake;
    private final ArrivalServices services;
    private final Consumer<OpenClawClient> admitted;
    private final OpenClawSettings settings;
    private @Nullable String nonce;
    private @Nullable String requestId;
    private @Nullable Judgment judgment;
    private Session.@Nullable Timer patience;
    private boolean over;

    /**
     * Somebody is there.
     *
     * @param admitted told who it is, once it is let in and knows
     */
    public Arrival(
            Session session,
            Handshake handshake,
            ArrivalServices services,
            Consumer<OpenClawClient> admitted) {
        this.session = session;
        this.handshake = handshake;
        this.services = services;
        this.admitted = admitted;
        this.settings = services.settings().get();
    }

    /** The time runs; greets the peer, unless that has spoken already. */
    public void begin(boolean greet) {
        Time time = services.time();
        long spent = time.nanos() - session.openedNanos();
        Duration left = settings.times().handshake().minusNanos(spent);
        patience = session.after(left.isNegative() ? Duration.ZERO : left, this::tooLate);
        session.limit(Welcome.before(services.messages().get()));
        if (greet) {
            String fresh = services.ids().get().toString();
            nonce = fresh;
            send(
                    "connect.challenge",
                    new OpenClawFrame.Event(
                            "connect.challenge",
                            JsonTree.MAPPER
                                    .createObjectNode()
                                    .put("nonce", fresh)
                                    .put("ts", time.now().toEpochMilli())));
        }
    }

    private void tooLate() {
        refuse(
                new HandshakeRefusal(
                        requestId == null
                                ? null
                                : OpenClawError.unavailable("handshake timeout").retry(),
                        CloseCode.POLICY,
                        "handshake timeout",
                        "handshake_timeout"));
    }

    /** The peer said something. */
    public void received(String message) {
        if (over || requestId != null) {
            return; // nothing is read while the first request is looked at
        }
        switch (OpenClawFrames.hear(message)) {
            case OpenClawFrames.Heard.Unreadable _ ->
                    refuse(HandshakeRefusal.silent(CloseCode.NORMAL, "", "unreadable"));
            case OpenClawFrames.Heard.NoRequest _ ->
                    refuse(
                            HandshakeRefusal.silent(
                                    CloseCode.POLICY, "invalid request frame", "no_request"));
            case OpenClawFrames.Heard.Asked(OpenClawFrame.Request request) -> {
                requestId = request.id();
                asked(request);
            }
        }
    }

    private void asked(OpenClawFrame.Request request) {
        services.traffic().received("connect", 0);
        if (!request.method().equals("connect")) {
            refuse(
                    HandshakeRefusal.of(
                            OpenClawError.invalid(
                                    "invalid handshake: first request must be connect"),
                            "not_connect"));
            return;
        }
        ConnectParams params;
        try {
            params = ConnectParams.of(request.params());
        } catch (JsonFormatException e) {
            refuse(
                    HandshakeRefusal.of(
                            OpenClawError.params("connect", e.getMessage()), "connect_params"));
            return;
        }
        HandshakeRefusal refusal = phase();
        if (refusal == null) {
            refusal = new ConnectCheck(settings, services.time()).opening(params, handshake);
        }
        ClientRole role = ClientRole.of(params.role());
        if (refusal != null || role == null) {
            refuse(refusal == null ? tooMany() : refusal);
            return;
        }
        session.hold();
        Judgment asked =
                new Judgment(session, handshake, services, settings, new Outcome(request.id()));
        judgment = asked;
        asked.judge(params, role, nonce);
    }

    private @Nullable HandshakeRefusal phase() {
        return switch (services.phase().get()) {
            case SERVING -> null;
            case STARTING ->
                    new HandshakeRefusal(
                            OpenClawError.unavailable("gateway starting; retry shortly")
                                    .with(details("startup-sidecars"))
                                    .retry(Duration.ofMillis(500)),
                            CloseCode.TRY_LATER,
                            "gateway starting",
                            "starting");
            case STOPPING ->
                    new HandshakeRefusal(
                            OpenClawError.unavailable("connect unavailable during gateway restart")
                                    .with(
                                            details("gateway-restarting")
                                                    .put("method", "connect")
                                                    .put("phase", "draining"))
                                    .retry(),
                            CloseCode.TRY_LATER,
                            "gateway restart in progress",
                            "stopping");
        };
    }

    private static ObjectNode details(String reason) {
        return JsonTree.MAPPER.createObjectNode().put("reason", reason);
    }

    static HandshakeRefusal tooMany() {
        return new HandshakeRefusal(
                OpenClawError.unavailable("The server is busy: too many sessions").retry(),
                CloseCode.TRY_LATER,
                "too many sessions",
                "too_many_sessions");
    }

    /** What the judgment came to. */
    private final class Outcome implements Judgment.Outcome {
        private final String id;

        Outcome(String id) {
            this.id = id;
        }

        @Override
        public void refused(HandshakeRefusal refusal) {
            refuse(refusal);
        }

        @Override
        public void admitted(OpenClawClient client, JsonNode hello) {
            if (over || session.closing()) {
                return;
            }
            over = true;
            stopWaiting();
            client.answer(id, hello);
            admitted.accept(client);
            session.resume();
        }
    }

    private void refuse(HandshakeRefusal refusal) {
        if (over || session.closing()) {
            return;
        }
        over = true;
        stopWaiting();
        if (refusal.fault()) {
            services.traffic().violated("openclaw_" + refusal.cause());
        } else {
            services.traffic().refused("openclaw_" + refusal.cause());
        }
        LOG.atDebug()
                .addKeyValue("peer", session.peer())
                .addKeyValue("cause", refusal.cause())
                .log("an OpenClaw client is not let in");
        OpenClawError error = refusal.error();
        if (error != null && requestId != null) {
            send("res", OpenClawFrame.Response.of(requestId, error));
        }
        session.close(refusal.closeCode(), refusal.closeReason(), refusal.cause());
    }

    private void send(String type, OpenClawFrame frame) {
        session.send(FrameKind.REPLY, type, OpenClawFrames.write(frame));
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel();
        }
    }

    /** The session has ended. */
    public void closed() {
        over = true;
        stopWaiting();
        if (judgment != null) {
            judgment.ended();
        }
    }
}
