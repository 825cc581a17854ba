package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an event is for, of those who may know of it at all.
 *
 * @param role null for any
 * @param scope that must be held, by itself or in something wider; null for none
 * @param include ids of the only connections that are told; null for all
 * @param exclude ids of connections that are not told
 */
public record Audience(
        @Nullable ClientRole role,
        @Nullable String scope,
        @Nullable Set<String> include,
        Set<String> exclude) {
    /** Everybody. */
    public static final Audience ALL = new Audience(null, null, null, Set.of());

    public Audience {
        include = include == null ? null : Set.copyOf(include);
        exclude = Set.copyOf(exclude);
    }

    /** Chosen connections. */
    public static Audience of(Set<String> connIds) {
        return new Audience(null, null, connIds, Set.of());
    }

    boolean holds(OpenClawClient client) {
        return (role == null || role == client.role())
                && (scope == null || client.may(scope))
                && (include == null || include.contains(client.connId()))
                && !exclude.contains(client.connId());
    }
}
