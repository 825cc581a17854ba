package dev.clawgateway.server.health;

import dev.clawgateway.protocol.json.JsonTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the gateway is, with what that is judged by.
 *
 * @param connections open sessions of every kind
 * @param timestamp when it was looked at
 */
public record HealthStatus(
        HealthSource.Health health,
        Duration uptime,
        int connections,
        List<ChannelAccount> channels,
        Memory memory,
        Instant timestamp) {
    public HealthStatus {
        channels = List.copyOf(channels);
    }

    /**
     * Of the heap, in bytes.
     *
     * @param total what it may grow to
     */
    public record Memory(long used, long total) {}

    /** With times in milliseconds. */
    public ObjectNode json() {
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("status", word()).put("uptime", uptime.toMillis()).put("connections", connections);
        ArrayNode list = json.putArray("channels");
        for (ChannelAccount account : channels) {
            ObjectNode one =
                    list.addObject()
                            .put("channelId", account.channelId())
                            .put("accountId", account.accountId())
                            .put("status", account.standing().text());
            if (account.lastStart() != null) {
                one.put("lastActivity", account.lastStart().toEpochMilli());
            }
            if (account.lastError() != null) {
                one.put("error", account.lastError());
            }
        }
        json.putObject("memory").put("heapUsed", memory.used).put("heapTotal", memory.total);
        return json.put("timestamp", timestamp.toEpochMilli());
    }

    /** In lower case. */
    public String word() {
        return health.name().toLowerCase(Locale.ROOT);
    }
}
