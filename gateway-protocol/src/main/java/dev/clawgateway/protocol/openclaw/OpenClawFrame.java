package dev.clawgateway.protocol.openclaw;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message: three kinds, each with these members and no others. What is absent is left out;
 * strict clients drop a frame that has a null.
 */
public sealed interface OpenClawFrame {
    /** As frames write their kind. */
    String type();

    /**
     * Something is asked.
     *
     * @param id chosen by the asker, unique on its connection only; not empty
     * @param method not empty
     * @param params null when there are none
     * @param traceparent of a trace; null for none
     */
    record Request(
            String id, String method, @Nullable JsonNode params, @Nullable String traceparent)
            implements OpenClawFrame {
        @Override
        public String type() {
            return "req";
        }
    }

    /**
     * What came of it.
     *
     * @param id of the request
     * @param payload null where it failed, or there is nothing to say
     * @param error null where it did not fail
     */
    record Response(
            String id, boolean ok, @Nullable JsonNode payload, @Nullable OpenClawError error)
            implements OpenClawFrame {
        /** It was done. */
        public static Response of(String id, JsonNode payload) {
            return new Response(id, true, payload, null);
        }

        /** It failed. */
        public static Response of(String id, OpenClawError error) {
            return new Response(id, false, null, error);
        }

        @Override
        public String type() {
            return "res";
        }
    }

    /**
     * Something happened.
     *
     * @param seq of the events of one connection; null for what is addressed to it alone
     * @param stateVersion of events that carry one
     */
    record Event(
            String event,
            @Nullable JsonNode payload,
            @Nullable Long seq,
            @Nullable StateVersion stateVersion)
            implements OpenClawFrame {
        /** Addressed to one connection. */
        public Event(String event, JsonNode payload) {
            this(event, payload, null, null);
        }

        @Override
        public String type() {
            return "event";
        }
    }
}
