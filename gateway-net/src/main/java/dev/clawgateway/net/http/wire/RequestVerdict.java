package dev.clawgateway.net.http.wire;

import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.net.http.Router;
import java.util.Map;

/** What is to be done about a request. */
sealed interface RequestVerdict {
    /** It is not served, and what the client sends next may be anything: the connection ends. */
    record Refused(RouteAnswer answer) implements RequestVerdict {}

    /** It is answered at once. */
    record Answered(RouteAnswer answer) implements RequestVerdict {}

    /** It wants no more HTTP; a refusal of that is one of this path. */
    record Upgraded(Family family, String path) implements RequestVerdict {}

    /**
     * A route serves it.
     *
     * @param query as sent
     * @param headers that its answer has besides its own
     */
    record Served(Router.Match.Found found, String query, Map<String, String> headers)
            implements RequestVerdict {}
}
