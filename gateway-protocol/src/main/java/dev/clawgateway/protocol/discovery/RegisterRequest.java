package dev.clawgateway.protocol.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /register}.
 *
 * @param metadata the JSON text of each value by its name, in the order it came
 * @param rejoin whether the member is in a cluster already, and so must not found one
 */
public record RegisterRequest(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        Map<String, String> metadata,
        boolean rejoin) {
    public RegisterRequest {
        capabilities = List.copyOf(capabilities);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
