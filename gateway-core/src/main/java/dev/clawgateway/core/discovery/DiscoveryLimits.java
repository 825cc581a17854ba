package dev.clawgateway.core.discovery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much the discovery registry takes: it is kept in memory, and every member is told of every
 * other. Judged at the door and never of what is stored: what was taken once stays.
 *
 * @param maxMembers further ones are refused
 * @param maxMetadataBytes of one member, names and JSON values together
 */
public record DiscoveryLimits(int maxMembers, int maxMetadataBytes) {
    public static final DiscoveryLimits DEFAULT = new DiscoveryLimits(4096, 16 << 10);

    private static final int MAX_ID_BYTES = 128;
    private static final int MAX_ADDRESS_BYTES = 253; // of a host name
    private static final int MAX_PORT = 65_535;
    private static final int MAX_CAPABILITIES = 64;
    private static final int MAX_CAPABILITY_BYTES = 128;

    /** What is wrong with a member, for its owner; null when nothing is. */
    public @Nullable String violation(DiscoveryMember member) {
        String problem = text("node_id", member.id().text(), MAX_ID_BYTES);
        problem =
                problem == null ? text("ip_address", member.address(), MAX_ADDRESS_BYTES) : problem;
        if (problem == null && (member.port() < 1 || member.port() > MAX_PORT)) {
            problem = "port must be from 1 to " + MAX_PORT + ", was " + member.port();
        }
        problem = problem == null ? capabilities(member.capabilities()) : problem;
        return problem == null ? metadata(member.metadata()) : problem;
    }

    private static @Nullable String capabilities(List<String> capabilities) {
        if (capabilities.size() > MAX_CAPABILITIES) {
            return "capabilities must be at most "
                    + MAX_CAPABILITIES
                    + ", were "
                    + capabilities.size();
        }
        return capabilities.stream().anyMatch(one -> bytes(one) > MAX_CAPABILITY_BYTES)
                ? "capabilities must have at most " + MAX_CAPABILITY_BYTES + " bytes each"
                : null;
    }

    private @Nullable String metadata(Map<String, String> metadata) {
        int bytes = 0;
        for (Map.Entry<String, String> one : metadata.entrySet()) {
            bytes += bytes(one.getKey()) + bytes(one.getValue());
        }
        return bytes > maxMetadataBytes
                ? "metadata must have at most " + maxMetadataBytes + " bytes, has " + bytes
                : null;
    }

    private static @Nullable String text(String field, String text, int maxBytes) {
        if (text.isBlank()) {
            return field + " must not be empty";
        } else if (bytes(text) > maxBytes) {
            return field + " must have at most " + maxBytes + " bytes, has " + bytes(text);
        }
        return text.chars().anyMatch(Character::isISOControl)
                ? field + " must have no control characters"
                : null;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
