package dev.clawgateway.client.operator;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connection;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Pairs answers with questions by their order. Confined to its event loop. */
final class OperatorSession implements ConnectionListener {
    /** Questions under way at once; more are refused, because nothing here waits. */
    static final int MAX_UNDER_WAY = 4096;

    private static final int NORMAL = 1000;

    private final ClientLoop loop;
    private final String gateway;
    private final Duration limit;
    private final Deque<Question> underWay = new ArrayDeque<>();
    private @Nullable Connection connection;
    private volatile @Nullable String failure;

    OperatorSession(ClientLoop loop, String gateway, Duration limit) {
        this.loop = loop;
        this.gateway = gateway;
        this.limit = limit;
    }

    void connect(Endpoint endpoint) {
        loop.connect(endpoint, this);
    }

    /** False once no question can be answered any more. */
    boolean open() {
        return failure == null;
    }

    /** Questions asked before the connection is open are sent once it is. */
    CompletableFuture<CliReply> ask(CliRequest request) {
        Question question = new Question(request);
        loop.run(() -> ask(question));
        return question.answer;
    }

    private void ask(Question question) {
        String reason = failure;
        if (reason != null) {
            question.answer.completeExceptionally(new GatewayException(reason, true));
        } else if (underWay.size() >= MAX_UNDER_WAY) {
            question.answer.completeExceptionally(
                    new GatewayException(
                            "more than " + MAX_UNDER_WAY + " requests under way", true));
        } else {
            underWay.addLast(question);
            if (connection != null) {
                send(connection, question);
            }
        }
    }

    private void send(Connection to, Question question) {
        to.send(ClawCodec.write(question.request));
        question.timer =
                loop.after(
                        limit,
                        () ->
                                fail(
                                        "no answer to '%s' from %s within %d s"
                                                .formatted(
                                                        question.request.type(),
                                                        gateway,
                                                        limit.toSeconds())));
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        if (failure != null) {
            opened.drop();
            return;
        }
        underWay.forEach(question -> send(opened, question));
    }

    @Override
    public void received(String message) {
        Question question = underWay.peekFirst();
        if (question == null) {
            fail("unexpected message from " + gateway);
            return;
        }
        try {
            CliReply reply = ClawCodec.readReply(message);
            underWay.removeFirst();
            question.complete(reply);
        } catch (JsonFormatException e) {
            fail("answer from " + gateway + " not understood: " + e.getMessage());
        }
    }

    @Override
    public void writable() {
        // Questions are few and small; the bound on those under way is bound enough.
    }

    @Override
    public void closed(Disconnection why) {
        connection = null;
        fail("no session with " + gateway + ": " + why);
    }

    void close() {
        loop.run(() -> {
            Connection open = connection;
            if (open != null) {
                open.close(NORMAL, "done");
            }
            fail("the session was closed");
        });
    }

    private void fail(String reason) {
        String first = failure == null ? reason : failure;
        boolean fresh = failure == null;
        failure = first;
        for (Question each = underWay.pollFirst(); each != null; each = underWay.pollFirst()) {
            each.fail(first);
        }
        Connection open = connection;
        if (fresh && open != null) {
            open.close(NORMAL, "done");
        }
    }

    private static final class Question {
        private final CliRequest request;
        private final CompletableFuture<CliReply> answer = new CompletableFuture<>();
        private Timers.@Nullable Timer timer;

        Question(CliRequest request) {
            this.request = request;
        }

        void complete(CliReply reply) {
            cancelTimer();
            answer.complete(reply);
        }

        void fail(String reason) {
            boolean heardPerhaps = timer != null && Changes.contain(request);
            cancelTimer();
            answer.completeExceptionally(
                    heardPerhaps
                            ? new OutcomeUnknownException(reason)
                            : new GatewayException(reason, true));
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
