package dev.clawgateway.net.http;

import dev.clawgateway.core.Peer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, and the way to answer it: exactly once, from any thread. */
public interface Exchange {
    /** Who asks. */
    Peer peer();

    /**
     * Who was found to ask, in the words of whoever found out, where that is known before anybody
     * looks; null where nobody has found out, as over every socket.
     */
    default @Nullable Object speaker() {
        return null;
    }

    /**
     * As sent: {@code HEAD} is served by the route of {@code GET}, and its answer's body dropped.
     */
    String method();

    /** Percent-decoded, without the query. */
    String path();

    /**
     * What the path has in place of a {@code {name}} of the route's template; percent-decoded.
     *
     * @throws IllegalArgumentException when the template has no such name
     */
    String parameter(String name);

    /** The first value of a query parameter, decoded; null when there is none. */
    @Nullable String query(String name);

    /** All query parameters and their values, decoded, as they were sent. */
    Map<String, List<String>> queries();

    /** The first value of a header; empty when there is none. */
    String header(String name);

    /** Whether a header was sent, be it empty. */
    default boolean hasHeader(String name) {
        return !header(name).isEmpty();
    }

    /** Whole, and within the route's limit; not to be changed. */
    byte[] body();

    /**
     * Says who asks, for the log of requests.
     *
     * @param request what the caller calls it; empty where it does not say
     */
    default void by(String caller, String request) {}

    /**
     * Answers.
     *
     * @throws IllegalStateException when this was answered before
     */
    void answer(RouteAnswer answer);

    /**
     * Begins an answer whose body comes piece by piece.
     *
     * @throws IllegalStateException when this was answered before
     */
    default AnswerStream stream(int status, String contentType) {
        return stream(RouteAnswer.of(status, contentType, new byte[0]));
    }

    /**
     * The same with more headers. Of a request that wants the head alone the client is taken to
     * have left once that is sent.
     *
     * @param head without a body
     */
    AnswerStream stream(RouteAnswer head);
}
