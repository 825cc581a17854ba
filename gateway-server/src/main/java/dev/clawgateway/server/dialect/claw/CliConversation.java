package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Conversation;
import dev.clawgateway.net.websocket.Lane;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A CLI session: every request is answered by exactly one message, in order, and nothing else is
 * ever sent. While a request is served the session is not read, so a slow one delays nobody else
 * and replies cannot pile up.
 */
final class CliConversation implements Conversation {
    private static final long PROTOCOL_VERSION = 1;

    private final Session session;
    private final BiConsumer<CliRequest, PendingReply> requests;
    private final TrafficCounters traffic;
    private final String version;
    private @Nullable PendingReply pending;
    private boolean welcomed;

    /**
     * A conversation.
     *
     * @param requests answers each request but the hello
     */
    CliConversation(
            Session session,
            BiConsumer<CliRequest, PendingReply> requests,
            TrafficCounters traffic,
            String version) {
        this.session = session;
        this.requests = requests;
        this.traffic = traffic;
        this.version = version;
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

    /** What was read already. */
    void received(CliRequest request, int length) {
        traffic.received(request.type(), length);
        if (request instanceof CliRequest.Hello hello) {
            greet(hello);
        } else {
            session.hold();
            PendingReply reply = new PendingReply(session, request.type(), this::answered);
            pending = reply;
            requests.accept(request, reply);
        }
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
        session.send(Lane.REPLY, reply.type(), ClawCodec.writeUtf8(reply), session::resume);
    }

    @Override
    public void closed() {
        PendingReply unanswered = pending;
        if (unanswered != null) {
            unanswered.abandon();
        }
    }
}
