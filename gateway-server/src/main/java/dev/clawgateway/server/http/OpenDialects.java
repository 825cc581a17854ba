package dev.clawgateway.server.http;

import dev.clawgateway.core.Peer;
import java.util.Map;
import java.util.Set;

/**
 * Which dialects need no credential, since their clients can carry none: those that a listener
 * names, and where it names none, the registries on listeners that only this machine can reach.
 *
 * @param named by listener; what is not here has said nothing
 */
public record OpenDialects(Map<String, Set<String>> named) {
    /** Of listeners that say nothing. */
    public static final OpenDialects UNNAMED = new OpenDialects(Map.of());

    /** As listeners name the page for Prometheus. */
    public static final String METRICS = "metrics";

    /** Open to what only this machine can reach, unless it is said otherwise. */
    private static final Set<String> LOCAL = Set.of("discovery", "membership");

    public OpenDialects {
        named = Map.copyOf(named);
    }

    /** Whether whoever comes in so may show nothing. */
    boolean cover(Peer peer, String dialect) {
        Set<String> open = named.get(peer.listener());
        if (open != null && open.contains(dialect)) {
            return true;
        }
        return peer.local()
                && (dialect.equals(METRICS) || (open == null && LOCAL.contains(dialect)));
    }
}
