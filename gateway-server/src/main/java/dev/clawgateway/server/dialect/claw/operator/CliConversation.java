package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Conversation;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.Identification;
import dev.clawgateway.server.http.CallerPace;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A CLI session: every request is answered by exactly one message, in order, and nothing else is
 * ever sent. While a request is served the session is not read, so a slow one delays nobody else
 * and replies cannot pile up.
 */
public final class CliConversation implements Conversation {
    private static final long PROTOCOL_VERSION = 1;

    private final Session session;
    private final BiConsumer<CliRequest, PendingReply> requests;
    private final CallerPace pace;
    private final TrafficCounters traffic;
    private final String version;
    private final Identification identification;
    private @Nullable Caller caller;
    private @Nullable PendingReply pending;
    private boolean welcomed;

    /**
     * A conversation.
     *
     * @param requests answers each request but the hello
     * @param pace how often it may ask
     * @param identification who it is, asked once
     */
    public CliConversation(
            Session session,
            BiConsumer<CliRequest, PendingReply> requests,
            CallerPace pace,
            TrafficCounters traffic,
            String version,
            Identification identification) {
        this.session = session;
        this.requests = requests;
        this.pace = pace;
        this.traffic = traffic;
        this.version = version;
        this.identification = identification;
    }

    @Override
    public void received(String message) {
        CliRequest request;
        try {
            request = ClawCodec.readRequest(message);
        } catch (JsonFormatException e) {
            traffic.received(TrafficCounters.UNKNOWN_TYPE, message.length());
            traffic.violated("unreadable");
            fail(ErrorCode.INVALID_REQUEST, e.getMessage(), e.type());
            return;
        }
        received(request, message.length());
    }

    /** What was read already. Whoever speaks first is held until it is known who that is. */
    public void received(CliRequest request, int length) {
        traffic.received(request.type(), length);
        Caller known = caller;
        if (known != null) {
            serve(request, known);
            return;
        }
        session.hold();
        identification.of(new Principal.Operator(null), null, finding -> begin(request, finding));
    }

    /** What was held goes on once the first request is answered. */
    private void begin(CliRequest request, Authenticator.Finding finding) {
        switch (finding) {
            case Authenticator.Finding.Known(Caller known, _, _) -> {
                caller = known;
                serve(request, known);
            }
            case Authenticator.Finding.Refused(String why) -> refuse(request, why);
            case Authenticator.Finding.Later(String why, _) -> refuse(request, why);
        }
    }

    private void refuse(CliRequest request, String why) {
        traffic.violated("not_authenticated");
        fail(ErrorCode.PERMISSION_DENIED, why, request.type());
        session.close(CloseCode.POLICY, "not authenticated", "not_authenticated");
    }

    private void serve(CliRequest request, Caller known) {
        Duration pause = pace.asks(known);
        if (!pause.isZero()) {
            fail(ErrorCode.OVERLOADED, CallerPace.words(pause), request.type());
        } else if (request instanceof CliRequest.Hello hello) {
            greet(hello);
        } else {
            session.hold();
            PendingReply reply =
                    new PendingReply(known, request.type(), session::execute, this::reply);
            pending = reply;
            requests.accept(request, reply);
        }
    }

    private void reply(String type, byte[] utf8) {
        session.send(FrameKind.REPLY, type, utf8, this::answered);
    }

    private void answered() {
        pending = null;
        session.resume();
    }

    private void greet(CliRequest.Hello hello) {
        if (hello.protocolVersion() == PROTOCOL_VERSION) {
            welcomed = true;
            send(new CliReply.Welcome(version, PROTOCOL_VERSION));
            return;
        }
        fail(
                ErrorCode.PROTOCOL_VERSION_MISMATCH,
                "this gateway speaks protocol version " + PROTOCOL_VERSION,
                hello.type());
        if (!welcomed) {
            session.close(CloseCode.PROTOCOL_ERROR, "protocol version", "protocol_version");
        }
    }

    @Override
    public void dropped(String why) {
        fail(ErrorCode.INVALID_REQUEST, why, null);
    }

    private void fail(ErrorCode code, String detail, @Nullable String requestType) {
        send(new CliReply.Failure(ErrorNumbers.of(code), detail, requestType));
    }

    private void send(CliReply reply) {
        session.hold(); // one at a time, whatever a client sends ahead
        session.send(FrameKind.REPLY, reply.type(), ClawCodec.writeUtf8(reply), session::resume);
    }

    @Override
    public void closed() {
        identification.ended();
        PendingReply unanswered = pending;
        if (unanswered != null) {
            unanswered.abandon();
        }
    }
}
