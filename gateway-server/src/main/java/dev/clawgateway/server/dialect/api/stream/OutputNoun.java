package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.follow.FollowedOutput;
import dev.clawgateway.control.operations.follow.OutputFollowingOperations;
import dev.clawgateway.control.operations.follow.OutputWish;
import dev.clawgateway.control.operations.follow.PrintedPart;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.check.Arguments;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** What workloads print: a part of it, or as it is printed. */
public final class OutputNoun implements ApiNoun {
    private static final int OK = 200;
    private static final long USUAL_TAIL = 100;
    private static final long ALL = 1_000_000;
    private static final String TEXT = "text/plain";

    private final OutputFollowingOperations operations;
    private final ApiStreams streams;
    private final Executor slow;

    /**
     * The noun.
     *
     * @param slow runs what takes its time
     */
    public OutputNoun(OutputFollowingOperations operations, ApiStreams streams, Executor slow) {
        this.operations = operations;
        this.streams = streams;
        this.slow = slow;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("readOutput", this::read);
    }

    private void read(ApiCall call) {
        if (call.arguments().flag("follow") || ApiStreams.liked(call)) {
            follow(call);
        } else {
            page(call);
        }
    }

    private void follow(ApiCall call) {
        streams.enter(
                call,
                pass -> {
                    Waker waker = new Waker();
                    operations.follow(
                            call.caller(),
                            WorkloadId.parse(call.parameter("id")),
                            wish(call.arguments()),
                            waker,
                            streams.open(
                                    call,
                                    pass,
                                    output ->
                                            new OutputSource(
                                                    output, waker, ApiStreams.form(call))));
                });
    }

    private void page(ApiCall call) {
        operations.follow(
                call.caller(),
                WorkloadId.parse(call.parameter("id")),
                wish(call.arguments()),
                () -> {},
                answer -> {
                    if (answer instanceof Answer.Given<FollowedOutput>(FollowedOutput output)) {
                        output.read(part -> {
                            output.close();
                            slow.execute(() -> call.answer(page(call, part)));
                        });
                    } else {
                        call.<FollowedOutput>reply(_ -> RouteAnswer.empty(OK)).answer(answer);
                    }
                });
    }

    private static RouteAnswer page(ApiCall call, PrintedPart part) {
        return call.form().equals(TEXT)
                ? RouteAnswer.of(OK, TEXT + "; charset=utf-8", OutputWords.text(part))
                : RouteAnswer.json(OK, OutputWords.page(part));
    }

    /** What a browser knows wins over what its page asked first. */
    private static OutputWish wish(Arguments arguments) {
        String stream = Objects.requireNonNullElse(arguments.text("stream"), "all");
        String last = arguments.text("Last-Event-ID");
        String attempt = arguments.text("attempt");
        return new OutputWish(
                !stream.equals("stderr"),
                !stream.equals("stdout"),
                attempt == null ? null : Integer.valueOf(attempt),
                OutputPlaces.read(last == null ? arguments.text("offset") : last),
                Math.min(arguments.number("tail", USUAL_TAIL), ALL));
    }
}
