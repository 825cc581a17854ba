package dev.clawgateway.net.http;

import dev.clawgateway.core.Peer;

/** Is told of every request as it comes in and when it is answered. Must not block. */
@FunctionalInterface
public interface RequestLog {
    /** Nobody wants to know. */
    RequestLog NONE = (_, _, _) -> Line.NONE;

    /**
     * A request has arrived, whether it can be served or not.
     *
     * @param path as it was sent, without the query, which may hold what is secret
     */
    Line begins(Peer peer, String method, String path);

    /** What is written of one request. Every method is safe from any thread. */
    interface Line {
        /** Of a request that nobody wants to know of. */
        Line NONE = (_, _) -> {};

        /**
         * Somebody found out who asks.
         *
         * @param request what the caller calls it; empty where it does not say
         */
        default void by(String caller, String request) {}

        /**
         * All of the answer is sent, or its client has left.
         *
         * @param bytes of its body, without the head
         */
        void answered(int status, long bytes);
    }
}
