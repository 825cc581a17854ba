package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.websocket.Lane;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reply that one CLI request waits for. To be given once, from any thread. */
final class PendingReply {
    private static final Logger LOG = LoggerFactory.getLogger(PendingReply.class);

    /** Clients take 16 MiB in one frame. */
    private static final int MAX_REPLY_BYTES = 15 << 20;

    private final Session session;
    private final String requestType;
    private final Runnable whenWritten;
    private volatile Runnable abandon = () -> {};

    PendingReply(Session session, String requestType, Runnable whenWritten) {
        this.session = session;
        this.requestType = requestType;
        this.whenWritten = whenWritten;
    }

    void give(CliReply reply) {
        byte[] utf8 = ClawCodec.writeUtf8(reply);
        if (utf8.length > MAX_REPLY_BYTES) {
            refuse(ErrorCode.INTERNAL, "the reply would be too large; narrow the request");
            return;
        }
        session.send(Lane.REPLY, reply.type(), utf8, whenWritten);
    }

    /** Gives what an operation came to. */
    <T> void answer(Answer<T> answer, Function<? super T, CliReply> translation) {
        switch (answer) {
            case Answer.Given<T>(T value) -> from(() -> translation.apply(value));
            case Answer.Refused<T>(ErrorCode code, String detail) -> refuse(code, detail);
        }
    }

    void refuse(ErrorCode code, String detail) {
        give(new CliReply.Failure(ErrorNumbers.of(code), detail, requestType));
    }

    /** Gives what the answer comes to; a failure in between is answered too. */
    void from(Supplier<CliReply> answer) {
        CliReply reply;
        try {
            reply = answer.get();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("request", requestType).setCause(e).log("request failed");
            refuse(ErrorCode.INTERNAL, "internal error; the gateway's log says more");
            return;
        }
        give(reply);
    }

    /** What to do when the asker leaves before the reply. */
    void whenAbandoned(Runnable action) {
        abandon = action;
    }

    void abandon() {
        abandon.run();
    }

    Session session() {
        return session;
    }
}
