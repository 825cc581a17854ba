package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.http.stream.StreamForm;
import dev.clawgateway.server.http.stream.StreamSource;
import dev.clawgateway.server.http.stream.Streams;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens streams for calls, where there is room for one more. */
public final class ApiStreams {
    private static final String SSE = "text/event-stream";
    private static final String TEXT = "text/plain";
    private static final int TOO_MANY = 429;

    private final Streams streams;

    public ApiStreams(Streams streams) {
        this.streams = streams;
    }

    /** Whether a call likes a stream better than one answer. */
    static boolean liked(ApiCall call) {
        return call.form().equals(SSE) || call.form().equals(StreamForm.NDJSON.contentType());
    }

    /** How a stream is written that a call asks for. */
    static StreamForm form(ApiCall call) {
        return switch (call.form()) {
            case SSE -> StreamForm.SSE;
            case TEXT -> StreamForm.TEXT;
            default -> StreamForm.NDJSON;
        };
    }

    /** Lets a call in, or answers it that there is no room. */
    void enter(ApiCall call, Consumer<Streams.Pass> then) {
        switch (streams.enter(call.caller())) {
            case Streams.Entry.Free(Streams.Pass pass) -> then.accept(pass);
            case Streams.Entry.Full full -> {
                String code = full.status() == TOO_MANY ? "too_many_requests" : "overloaded";
                RouteAnswer answer = call.problem(full.status(), code, full.why());
                call.answer(
                        answer.with(
                                "Retry-After",
                                Long.toString(Math.max(1, full.pause().toSeconds()))));
            }
        }
    }

    /**
     * Answers with a stream of what an operation gives.
     *
     * @param source made of it; null where it answers the call itself
     */
    <T> Reply<T> open(ApiCall call, Streams.Pass pass, Function<T, @Nullable StreamSource> source) {
        return answer -> {
            StreamSource made =
                    answer instanceof Answer.Given<T>(T value) ? source.apply(value) : null;
            if (made == null) {
                pass.giveBack();
                if (answer instanceof Answer.Refused<T>) {
                    call.<T>reply(_ -> RouteAnswer.empty(500)).answer(answer);
                }
                return;
            }
            pass.open(
                    call.exchange(),
                    new Streams.Reader(call.caller(), call.grant(), form(call), call.history()),
                    made);
        };
    }
}
