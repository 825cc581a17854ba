package dev.clawgateway.client.rest.call;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.api.OutcomeUnknownException;
import dev.clawgateway.client.api.UnreachableException;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.client.http.HttpCalls;
import dev.clawgateway.client.http.NoAnswerException;
import dev.clawgateway.client.http.OpenAnswer;
import dev.clawgateway.client.http.stream.LastingEvents;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.http.wire.HttpAsked;
import dev.clawgateway.client.http.wire.ReplyTimes;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Asks for operations and waits for what comes of them. A change that takes a key is asked for
 * again under that, a few times, where its answer is lost; nothing else is asked for twice that may
 * do harm. Any thread may ask.
 */
public final class RestCalls implements AutoCloseable {
    private static final Insistence SOME_TRIES = (tried, _) -> tried < 4;
    private static final int OK = 200;
    private static final int ERRORS = 400;
    private static final int INTERNAL_ERROR = 500;

    /** Who is not let in, or comes too often, is not told what became of his key. */
    private static final Set<Integer> BEFORE_THE_KEY = Set.of(401, 403, 429);

    private static final Backoff.Pace PACE =
            new Backoff.Pace(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMinutes(1));
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String OUTCOME_UNKNOWN = "outcome_unknown";

    private final HttpAddresses gateways;
    private final HttpCalls http;
    private final RestTerms terms;

    /**
     * What asking takes from outside.
     *
     * @param limit how long an answer may take
     * @param random for the jitter of the waits between tries
     * @param watcher is told what is asked for
     */
    public record RestTerms(
            Duration limit,
            Time time,
            RandomGenerator random,
            Supplier<Pauses> pauses,
            Consumer<RestOperation> watcher) {}

    /** How long somebody insists on an answer. */
    @FunctionalInterface
    public interface Insistence {
        /**
         * Whether it is asked for once more, under the same key.
         *
         * @param tried so often it was asked for
         * @param heard whether it may have been heard
         */
        boolean again(int tried, boolean heard);
    }

    public RestCalls(HttpAddresses gateways, RestTerms terms) {
        this.gateways = gateways;
        this.terms = terms;
        http = new HttpCalls(gateways, CONNECT_LIMIT);
    }

    /**
     * The answer, where it is a good one.
     *
     * @throws ProblemException when the gateway has refused
     * @throws OutcomeUnknownException when a change may have been made or not
     * @throws UnreachableException when nobody was there to be asked
     */
    public HttpAnswer ask(RestRequest request) {
        return askAlso(request, OK);
    }

    /** The same, where an answer of that status is a good one too. */
    public HttpAnswer askAlso(RestRequest request, int good) {
        return ask(request, good, SOME_TRIES);
    }

    /** The same, for a change that takes a key: again as often as that says. */
    public HttpAnswer ask(RestRequest request, Insistence insistence) {
        return ask(request, OK, insistence);
    }

    private HttpAnswer ask(RestRequest request, int good, Insistence insistence) {
        RestOperation operation = request.operation();
        String id = UUID.randomUUID().toString();
        terms.watcher().accept(operation);
        HttpAsked asked = withKey(request).with(REQUEST_ID, id);
        Backoff backoff = new Backoff(PACE, terms.random());
        boolean heard = false;
        for (int tried = 1; ; tried++) {
            GatewayException failure;
            Duration hint = Duration.ZERO;
            try {
                HttpAnswer answer = once(operation, asked);
                if (answer.status() < ERRORS || answer.status() == good) {
                    return answer;
                }
                ProblemException problem = Problems.read(answer, id);
                heard |= problem.code().equals(OUTCOME_UNKNOWN);
                if (!heard || settles(problem)) {
                    throw problem;
                }
                failure = new OutcomeUnknownException(String.valueOf(problem.getMessage()));
                hint = problem.retryAfter();
            } catch (NoAnswerException e) {
                heard |= e.heardPerhaps();
                failure =
                        heard && operation.changes()
                                ? new OutcomeUnknownException(e.getMessage())
                                : new UnreachableException(gateways.toString(), e.getMessage());
            }
            if (!operation.keyed() || !insistence.again(tried, heard)) {
                throw failure;
            }
            pause(backoff.next(Duration.ZERO, hint));
        }
    }

    private static HttpAsked withKey(RestRequest request) {
        HttpAsked asked = request.asked();
        return request.operation().keyed() && !asked.has(HttpAsked.KEY)
                ? asked.with(HttpAsked.KEY, UUID.randomUUID().toString())
                : asked;
    }

    /** Whether a refusal says that what was perhaps heard before was not done. */
    private static boolean settles(ProblemException problem) {
        return problem.status() < INTERNAL_ERROR && !BEFORE_THE_KEY.contains(problem.status());
    }

    private HttpAnswer once(RestOperation operation, HttpAsked asked) throws NoAnswerException {
        try {
            return operation.changes() && !operation.keyed()
                    ? http.callOnce(asked, terms.limit())
                    : http.call(asked, terms.limit());
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    /** Events that go on over connections that break. */
    public LastingEvents events(RestRequest request, StreamNotices notices) {
        terms.watcher().accept(request.operation());
        return new LastingEvents(
                http,
                request.asked(),
                new LastingEvents.Outside(
                        terms.time(), terms.random(), terms.pauses().get(), notices));
    }

    /** An answer that comes bit by bit, over one connection. */
    public OpenAnswer open(RestRequest request, Duration between) {
        String id = UUID.randomUUID().toString();
        try {
            terms.watcher().accept(request.operation());
            OpenAnswer answer =
                    http.open(
                            request.asked().with(REQUEST_ID, id),
                            new ReplyTimes(terms.limit(), between));
            if (answer.head().status() >= ERRORS) {
                try (answer) {
                    throw Problems.read(answer.whole(), id);
                }
            }
            return answer;
        } catch (NoAnswerException e) {
            throw new UnreachableException(gateways.toString(), e.getMessage());
        } catch (IOException e) {
            throw new GatewayException(String.valueOf(e.getMessage()), true);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private void pause(Duration length) {
        try {
            terms.pauses().get().pause(length);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    public static GatewayException interrupted() {
        Thread.currentThread().interrupt();
        return new GatewayException("interrupted while waiting for the gateway", false);
    }

    /** By which limits of waiting are kept. */
    public Time time() {
        return terms.time();
    }

    /** Where it is, as people write it. */
    public String address() {
        return gateways.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
