package dev.clawgateway.client.access;

import dev.clawgateway.core.access.Rights;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who one is to a gateway.
 *
 * @param authentication whether it asks anybody
 * @param kind {@code operator}, {@code node}, {@code device} or {@code anonymous}
 * @param name null where nobody asked
 * @param rights null for others than operators
 * @param expires when the credential ends; null where there is none, or it does not end by itself
 */
public record Standing(
        boolean authentication,
        String kind,
        @Nullable String name,
        @Nullable Rights rights,
        @Nullable Instant expires) {}
