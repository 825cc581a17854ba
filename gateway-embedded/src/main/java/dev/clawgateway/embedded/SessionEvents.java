package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.follow.EventOperations;
import dev.clawgateway.control.operations.follow.EventReading;
import dev.clawgateway.control.operations.follow.EventSelection;
import dev.clawgateway.control.operations.follow.FollowedEvents;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The events of sessions from when it was asked for, each once and in order. Has one of the
 * gateway's places for those who follow, until it is closed. For one thread at a time.
 */
public final class SessionEvents implements AutoCloseable {
    private static final int BATCH = 256;
    private static final Set<Event.Kind> KINDS =
            Set.of(
                    Event.Kind.NODE_REGISTERED,
                    Event.Kind.NODE_DISCONNECTED,
                    Event.Kind.NODE_DEGRADED,
                    Event.Kind.NODE_HEALTHY,
                    Event.Kind.NODE_LOST,
                    Event.Kind.NODE_DRAINING,
                    Event.Kind.NODE_AVOIDED,
                    Event.Kind.NODE_RUNS_UNKNOWN,
                    Event.Kind.NODE_OF_OTHER_FLEET,
                    Event.Kind.GPU_UNHEALTHY);

    private final Calls calls;
    private final Time time;
    private final Semaphore more = new Semaphore(0);
    private final FollowedEvents followed;
    private final Deque<SessionEvent> read = new ArrayDeque<>();

    SessionEvents(Calls calls, EventOperations events, Caller caller, Time time) {
        this.calls = calls;
        this.time = time;
        followed =
                calls.<FollowedEvents>ask(
                        Calls.About.NOTHING,
                        reply ->
                                events.followFromNow(
                                        caller,
                                        new EventSelection(KINDS, null, null, null),
                                        more::release,
                                        reply));
    }

    /**
     * Waits for the next.
     *
     * @return empty when the time was over before
     * @throws EmbeddedException.Closed when the gateway is closed
     */
    public Optional<SessionEvent> next(Duration longest) {
        long began = time.nanos();
        while (true) {
            boolean all = fetch();
            SessionEvent next = read.pollFirst();
            if (next != null) {
                return Optional.of(next);
            }
            Duration left = longest.minusNanos(time.nanos() - began);
            if (all && !calls.await(more, left)) {
                return Optional.empty();
            }
        }
    }

    /** Whether nothing more comes until this is woken. */
    private boolean fetch() {
        if (!read.isEmpty()) {
            return false;
        }
        return switch (followed.read(BATCH)) {
            case EventReading.Next(List<Event> events, long _, boolean all) -> {
                events.forEach(this::keep);
                yield all;
            }
            case EventReading.Missing(long _, long to) -> {
                read.addLast(new SessionEvent.Missed(to));
                yield false;
            }
            case EventReading.OtherHistory(long newest) -> {
                read.addLast(new SessionEvent.Missed(newest));
                yield false;
            }
        };
    }

    private void keep(Event event) {
        if (event.subject() instanceof Subject.Node(NodeId node)) {
            SessionEvent told = told(event, node);
            if (told != null) {
                read.addLast(told);
            }
        }
    }

    private static @Nullable SessionEvent told(Event event, NodeId node) {
        long number = event.sequence();
        Instant at = event.at();
        return switch (event.kind()) {
            case NODE_REGISTERED -> new SessionEvent.Registered(number, at, node, event.detail());
            case NODE_DISCONNECTED ->
                    new SessionEvent.Disconnected(number, at, node, event.detail());
            case NODE_DEGRADED -> new SessionEvent.Degraded(number, at, node);
            case NODE_HEALTHY -> new SessionEvent.Healthy(number, at, node);
            case NODE_LOST -> new SessionEvent.Lost(number, at, node);
            case NODE_DRAINING -> new SessionEvent.Draining(number, at, node);
            case NODE_AVOIDED, NODE_RUNS_UNKNOWN, NODE_OF_OTHER_FLEET, GPU_UNHEALTHY ->
                    new SessionEvent.Trouble(number, at, node, event.detail());
            default -> null;
        };
    }

    /** Gives its place back. Idempotent. */
    @Override
    public void close() {
        followed.close();
    }
}
