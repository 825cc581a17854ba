package dev.clawgateway.server.http;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Peer;
import dev.clawgateway.net.http.AnswerStream;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that came over no socket: whoever asks was found out by another way in. */
public final class InsideExchange implements Exchange {
    private static final int BAD_REQUEST = 400;

    private final Caller caller;
    private final Question question;
    private final Consumer<RouteAnswer> way;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * A request.
     *
     * @param way told the answer, once
     */
    public InsideExchange(Caller caller, Question question, Consumer<RouteAnswer> way) {
        this.caller = caller;
        this.question = question;
        this.way = way;
    }

    /**
     * What is asked.
     *
     * @param path with its parameters filled in
     * @param parameters of the path
     * @param headers by their names in lower case
     * @param body empty for none
     */
    public record Question(
            String method,
            String path,
            Map<String, String> parameters,
            Map<String, List<String>> queries,
            Map<String, String> headers,
            String body) {}

    /** Who asks. */
    @Override
    public Caller speaker() {
        return caller;
    }

    @Override
    public Peer peer() {
        return new Peer("inside", caller.local(), caller.address(), caller.port(), null, null);
    }

    @Override
    public String method() {
        return question.method;
    }

    @Override
    public String path() {
        return question.path;
    }

    @Override
    public String parameter(String name) {
        String value = question.parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        List<String> values = question.queries.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public Map<String, List<String>> queries() {
        return question.queries;
    }

    @Override
    public String header(String name) {
        return question.headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    @Override
    public byte[] body() {
        return question.body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void answer(RouteAnswer answer) {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException("answered before");
        }
        way.accept(answer);
    }

    /** Nothing is streamed here: whoever wants that is told so. */
    @Override
    public AnswerStream stream(RouteAnswer head) {
        answer(
                new ProblemDetails()
                        .error(BAD_REQUEST, "this cannot be followed from here", question.path));
        return new Gone();
    }

    /** Nobody is there to read it. */
    private record Gone() implements AnswerStream {
        @Override
        public boolean write(byte[] bytes) {
            return false;
        }

        @Override
        public void whenRoom(Runnable task) {
            // There never is.
        }

        @Override
        public void whenGone(Runnable task) {
            task.run();
        }

        @Override
        public void patience(Duration most, byte[] farewell) {
            // Nobody takes any time.
        }

        @Override
        public void close() {
            // It is.
        }

        @Override
        public void close(byte[] last, Duration grace) {
            // It is.
        }
    }
}
