package dev.clawgateway.client.http.stream;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.client.http.OpenAnswer;
import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.http.wire.ReplyTimes;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events that outlive their connections: where one breaks off or ends, the stream is
 * asked for again with the id of the last event, after waits that grow up to a bound and differ by
 * chance. For one thread, but for {@link #close}.
 */
public final class LastingEvents implements AutoCloseable {
    /** A gateway sends at least comments more often. */
    private static final ReplyTimes LIMITS =
            new ReplyTimes(Duration.ofSeconds(30), Duration.ofMinutes(2));

    private static final Backoff.Pace PACE =
            new Backoff.Pace(
                    Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final String HISTORY = "Gateway-History";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** As long as nothing else was said. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpCalls http;
    private final HttpAsked asked;
    private final Outside outside;
    private final Backoff backoff;
    private @Nullable String last;

    /** Of which history of the gateway that id is; null where that was not said. */
    private @Nullable String history;

    private @Nullable EventReader reader;
    private Duration retry = Duration.ZERO;
    private long lostAt;
    private boolean away;
    private boolean reached;
    private Duration lasted = Duration.ZERO;
    private volatile @Nullable OpenAnswer open;
    private volatile boolean closed;

    /**
     * What a stream takes from outside.
     *
     * @param random for the jitter of the waits
     */
    public record Outside(
            Time time, RandomGenerator random, Pauses pauses, StreamNotices notices) {}

    /** Asks for nothing yet. */
    public LastingEvents(HttpCalls http, HttpAsked asked, Outside outside) {
        this.http = http;
        this.asked = asked.with("Accept", "text/event-stream");
        this.outside = outside;
        backoff = new Backoff(PACE, outside.random());
    }

    /**
     * Waits for the next event; null once the gateway says that there are no more (204), or this
     * was closed.
     *
     * @throws StreamRefusedException when it is refused, and would be again
     * @throws NoAnswerException when nobody has answered for five minutes, or at the first time
     */
    public @Nullable SentEvent next()
            throws StreamRefusedException, NoAnswerException, InterruptedException {
        while (!closed) {
            EventReader current = reader == null ? begun() : reader;
            if (current == null) {
                return null;
            }
            SentEvent event = read(current);
            if (event != null) {
                last = event.id() == null ? last : event.id();
                lasted = PACE.healthyAfter();
                return event;
            }
        }
        return null;
    }

    /** What was told says itself how far it was: the id to go on after. By the reading thread. */
    public void reached(String id) {
        last = id;
    }

    /** Null where the connection ended. */
    private @Nullable SentEvent read(EventReader current) throws InterruptedException {
        SentEvent event;
        try {
            event = current.next();
        } catch (IOException _) {
            event = null; // broken off or ended: both are made good in the same way
        }
        Duration told = current.retry();
        retry = told == null ? retry : told;
        if (event == null) {
            drop();
            lost();
            pause(retry);
        }
        return event;
    }

    private @Nullable EventReader begun()
            throws StreamRefusedException, NoAnswerException, InterruptedException {
        while (!closed) {
            Duration hint = retry;
            try {
                OpenAnswer answer = http.open(request(), LIMITS);
                open = answer;
                reached = true;
                int status = answer.head().status();
                if (status < SERVER_ERROR && status != TOO_MANY) {
                    restored();
                    return opened(answer);
                }
                hint = answer.head().retryAfter();
                drop();
                lost();
            } catch (IOException _) {
                lost();
            } catch (NoAnswerException e) {
                lost();
                if (!reached || outside.time().nanos() - lostAt > PATIENCE.toNanos()) {
                    throw e;
                }
            }
            pause(hint);
        }
        return null;
    }

    /** Null where there are no more. */
    private @Nullable EventReader opened(OpenAnswer answer)
            throws IOException, InterruptedException, StreamRefusedException {
        int status = answer.head().status();
        if (status == NO_CONTENT) {
            return null;
        } else if (status != OK) {
            throw new StreamRefusedException(answer.whole());
        }
        history = answer.head().field(HISTORY);
        reader = new EventReader(new BodyLines(answer.rest()));
        return reader;
    }

    private HttpAsked request() {
        if (last == null) {
            return asked;
        }
        HttpAsked next = asked.with("Last-Event-ID", last);
        return history == null ? next : next.with(HISTORY, history);
    }

    private void lost() {
        if (!away && !closed) {
            away = true;
            lostAt = outside.time().nanos();
            outside.notices().lost();
        }
    }

    private void restored() {
        if (away) {
            away = false;
            outside.notices().restored();
        }
    }

    private void pause(Duration hint) throws InterruptedException {
        if (!closed) {
            outside.pauses().pause(backoff.next(lasted, hint));
            lasted = Duration.ZERO;
        }
    }

    private void drop() {
        reader = null;
        OpenAnswer answer = open;
        open = null;
        if (answer != null) {
            answer.close();
        }
    }

    /** Ends it; whoever waits for an event gets null. Any thread. */
    @Override
    public void close() {
        closed = true;
        OpenAnswer answer = open;
        if (answer != null) {
            answer.close();
        }
        outside.pauses().wake();
    }
}
