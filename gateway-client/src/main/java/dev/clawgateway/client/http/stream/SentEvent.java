package dev.clawgateway.client.http.stream;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event.
 *
 * @param id by which a reader says later how far it was; null where this one had none
 * @param type {@code message} where nothing else is said
 */
public record SentEvent(@Nullable String id, String type, String data) {}
