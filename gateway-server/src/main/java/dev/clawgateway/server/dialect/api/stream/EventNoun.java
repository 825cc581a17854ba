package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.EventOperations;
import dev.clawgateway.control.operations.follow.EventSelection;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.protocol.api.event.ApiEventPage;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.check.Arguments;
import dev.clawgateway.server.shown.ShownEvents;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events: a page of them, or all that come. */
public final class EventNoun implements ApiNoun {
    private static final long USUAL_PAGE = 100;

    private final EventOperations operations;
    private final ApiStreams streams;
    private final RenderedEvents rendered = new RenderedEvents();

    public EventNoun(EventOperations operations, ApiStreams streams) {
        this.operations = operations;
        this.streams = streams;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("listEvents", this::list);
    }

    private void list(ApiCall call) {
        EventSelection selection;
        try {
            selection = selection(call.arguments());
        } catch (IllegalArgumentException wrong) {
            call.invalid(String.valueOf(wrong.getMessage()));
            return;
        }
        Long after = after(call.arguments());
        if (ApiStreams.liked(call)) {
            streams.enter(
                    call,
                    pass -> {
                        Waker waker = new Waker();
                        var reply =
                                streams
                                        .<dev.clawgateway.control.operations.follow.FollowedEvents>
                                                open(
                                                        call,
                                                        pass,
                                                        events ->
                                                                new EventSource(
                                                                        events,
                                                                        waker,
                                                                        ApiStreams.form(call),
                                                                        rendered));
                        if (after == null) {
                            operations.followFromNow(call.caller(), selection, waker, reply);
                        } else {
                            operations.follow(call.caller(), selection, after, waker, reply);
                        }
                    });
            return;
        }
        operations.page(
                call.caller(),
                selection,
                after == null ? 0 : after,
                (int) call.arguments().number("limit", USUAL_PAGE),
                call.replyJson(page ->
                        new ApiEventPage(
                                        page.events().stream().map(ShownEvents::of).toList(),
                                        page.after(),
                                        page.newest(),
                                        page.gap() == null ? null : page.gap().from(),
                                        page.gap() == null ? null : page.gap().to())
                                .write()));
    }

    /**
     * Null for what comes from now on. What a browser knows wins over what its page asked first.
     */
    private static @Nullable Long after(Arguments arguments) {
        String last = arguments.text("Last-Event-ID");
        String after = last == null ? arguments.text("after") : last;
        if (after != null) {
            return Long.valueOf(after);
        }
        return "start".equals(arguments.text("from")) ? 0L : null;
    }

    private static EventSelection selection(Arguments arguments) {
        Set<Event.Kind> kinds = EnumSet.noneOf(Event.Kind.class);
        for (String word : arguments.texts("kind")) {
            Event.Kind kind = ShownEvents.kind(word);
            if (kind == null) {
                throw new IllegalArgumentException("kind: no event is called \"" + word + '"');
            }
            kinds.add(kind);
        }
        String workload = arguments.text("workload");
        String node = arguments.text("node");
        return new EventSelection(
                kinds,
                workload == null ? null : WorkloadId.parse(workload),
                node == null ? null : NodeId.parse(node),
                arguments.text("cluster"));
    }
}
