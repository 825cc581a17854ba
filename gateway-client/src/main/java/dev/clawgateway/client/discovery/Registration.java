package dev.clawgateway.client.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a member says of itself. Sent whole with every registration, so that a gateway that forgot
 * it knows it all again.
 *
 * @param id a number or a text; 0 is as good as any
 * @param address where the others reach this member; the gateway never dials it
 * @param metadata texts by name, as the application likes
 */
public record Registration(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        Map<String, String> metadata) {
    private static final int MAX_PORT = 65_535;

    public Registration {
        if (id.text().isBlank()) {
            throw new IllegalArgumentException("id: must not be empty");
        } else if (address.isBlank()) {
            throw new IllegalArgumentException("address: must not be empty");
        } else if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: must be 1 to " + MAX_PORT + ", was " + port);
        }
        capabilities = List.copyOf(capabilities);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A member whose id is a number, and stays one. */
    public static Registration of(long id, String address, int port) {
        return of(new MemberId(Long.toString(id), true), address, port);
    }

    /** A member whose id is a text, and stays one. */
    public static Registration of(String id, String address, int port) {
        return of(new MemberId(id, false), address, port);
    }

    private static Registration of(MemberId id, String address, int port) {
        return new Registration(id, address, port, List.of(), Map.of());
    }

    /** The same with more capabilities. */
    public Registration withCapabilities(String... more) {
        List<String> all = new ArrayList<>(capabilities);
        all.addAll(List.of(more));
        return new Registration(id, address, port, all, metadata);
    }

    /** The same with one more text, or another one of that name. */
    public Registration withMetadata(String name, String text) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(name, text);
        return new Registration(id, address, port, capabilities, all);
    }
}
