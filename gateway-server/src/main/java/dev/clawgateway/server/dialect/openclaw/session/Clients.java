package dev.clawgateway.server.dialect.openclaw.session;

import dev.clawgateway.protocol.openclaw.ClientRole;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected by this dialect. A node is found by its device, and its newest connection
 * counts; an operator may have several. Lock-free to read, from any thread.
 */
public final class Clients {
    private final Map<String, OpenClawClient> byId = new ConcurrentHashMap<>();
    private final Map<String, OpenClawClient> nodes = new ConcurrentHashMap<>();

    /**
     * Somebody was let in.
     *
     * @return the older connection of the same node, which this one takes the place of and whoever
     *     asks has to close; null when there is none
     */
    public @Nullable OpenClawClient add(OpenClawClient client) {
        byId.put(client.connId(), client);
        String device = client.deviceId();
        return client.role() == ClientRole.NODE && device != null
                ? nodes.put(device, client)
                : null;
    }

    /** Somebody has left. A newer connection of the same node stays. */
    public void remove(OpenClawClient client) {
        byId.remove(client.connId(), client);
        String device = client.deviceId();
        if (device != null) {
            nodes.remove(device, client);
        }
    }

    /** Null when it is not there. */
    public @Nullable OpenClawClient find(String connId) {
        return byId.get(connId);
    }

    /** The node's newest connection; null when it has none. */
    public @Nullable OpenClawClient node(String deviceId) {
        return nodes.get(deviceId);
    }

    /** Every connection of a device, whatever its role; walks all of them. */
    public List<OpenClawClient> ofDevice(String deviceId) {
        return byId.values().stream().filter(client -> deviceId.equals(client.deviceId())).toList();
    }

    /** The ids of all devices that are here; walks all connections. */
    public Set<String> devices() {
        return byId.values().stream()
                .flatMap(client -> Stream.ofNullable(client.deviceId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Everybody, in no order. */
    public Collection<OpenClawClient> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Everybody in a role, in no order; of nodes only the connections that count. */
    public Stream<OpenClawClient> in(ClientRole role) {
        return role == ClientRole.NODE
                ? nodes.values().stream()
                : byId.values().stream().filter(client -> client.role() == role);
    }

    /** Operators whose scopes hold this one. */
    public Stream<OpenClawClient> with(String scope) {
        return byId.values().stream().filter(client -> client.may(scope));
    }

    public int count() {
        return byId.size();
    }

    /** Walks all of them, but for nodes. */
    public int count(ClientRole role) {
        return role == ClientRole.NODE ? nodes.size() : (int) in(role).count();
    }
}
