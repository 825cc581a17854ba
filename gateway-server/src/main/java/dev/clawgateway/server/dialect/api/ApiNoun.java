package dev.clawgateway.server.dialect.api;

import java.util.Map;

/** A part of the API: what it does about one kind of thing. */
public interface ApiNoun {
    /** The word for it as the dialect that its callers speak; in audit and tokens' rules. */
    default String name() {
        return "api";
    }

    /** Who serves which operation, by the ids of the contract. Asked once. */
    Map<String, ApiHandler> handlers();
}
