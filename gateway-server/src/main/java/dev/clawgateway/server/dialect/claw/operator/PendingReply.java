package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reply that one CLI request waits for. To be given once, from any thread. */
public final class PendingReply {
    private static final Logger LOG = LoggerFactory.getLogger(PendingReply.class);

    /** Clients take 16 MiB in one frame. */
    private static final int MAX_REPLY_BYTES = 15 << 20;

    private final Caller caller;
    private final String requestType;
    private final Executor loop;
    private final Out out;
    private volatile Runnable abandon = () -> {};

    /** Where it goes. */
    interface Out {
        void send(String type, byte[] utf8);
    }

    /**
     * A reply to somebody.
     *
     * @param loop the event loop of the asker's session
     */
    PendingReply(Caller caller, String requestType, Executor loop, Out out) {
        this.caller = caller;
        this.requestType = requestType;
        this.loop = loop;
        this.out = out;
    }

    private void give(CliReply reply) {
        byte[] utf8 = ClawCodec.writeUtf8(reply);
        if (utf8.length > MAX_REPLY_BYTES) {
            refuse(ErrorCode.INTERNAL, "the reply would be too large; narrow the request");
            return;
        }
        out.send(reply.type(), utf8);
    }

    /** Who asks. */
    Caller caller() {
        return caller;
    }

    /**
     * Gives what an order came to. Translated on the session's event loop, since those who tell
     * have others to tell.
     */
    <T> Reply<T> told(Function<? super T, CliReply> translation) {
        return answer -> loop.execute(() -> answer(answer, translation));
    }

    /** Gives what was found. Translated by the finder, who may take the time for a long list. */
    <T> Reply<T> found(Function<? super T, CliReply> translation) {
        return answer -> answer(answer, translation);
    }

    private <T> void answer(Answer<T> answer, Function<? super T, CliReply> translation) {
        switch (answer) {
            case Answer.Given<T>(T value) -> from(() -> translation.apply(value));
            case Answer.Refused<T>(ErrorCode code, String detail) -> refuse(code, detail);
        }
    }

    void refuse(ErrorCode code, String detail) {
        give(new CliReply.Failure(ErrorNumbers.of(code), detail, requestType));
    }

    /** Gives what the answer comes to; a failure in between is answered too. */
    private void from(Supplier<CliReply> answer) {
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
}
