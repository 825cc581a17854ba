package dev.clawgateway.server.http;

import dev.clawgateway.core.Caller;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations of an API, asked from within by somebody who is known: with the same checks, and the
 * same bodies, as over HTTP. Safe from any thread; never blocks.
 */
public interface InnerApi {
    /** Whether there is an operation of that id here. */
    boolean serves(String operation);

    /**
     * Asks.
     *
     * @param params parameters by their names, wherever the API has them; {@code body} is the body,
     *     {@code idempotencyKey} and {@code ifRevision} the terms
     * @param then told once, on any thread
     */
    void ask(Caller caller, String operation, ObjectNode params, Consumer<InnerAnswer> then);

    /**
     * What it came to.
     *
     * @param status as over HTTP
     * @param body null where there is none
     * @param next where a list goes on that does not say so in its body; null for nowhere
     * @param retryAfter when it is worth asking again; null where nothing is said of that
     */
    record InnerAnswer(
            int status,
            @Nullable JsonNode body,
            @Nullable String next,
            @Nullable Duration retryAfter) {
        private static final int REDIRECTION = 300;

        /** Whether it was done. */
        public boolean good() {
            return status < REDIRECTION;
        }
    }
}
