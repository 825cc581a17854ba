package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.util.List;
import java.util.Map;

/**
 * What a member says of itself when it registers.
 *
 * @param metadata JSON texts by name
 * @param rejoin whether it is in a cluster already, and so is never told to found one
 */
public record Joining(
        MemberId id,
        String address,
        int port,
        List<String> capabilities,
        Map<String, String> metadata,
        boolean rejoin) {}
