package dev.clawgateway.core.device;

import dev.clawgateway.core.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device may be, and within which bounds.
 *
 * @param scopes that were approved, sorted
 * @param caps that it told of when it was approved last
 * @param commands that it told of when it was approved last: others it has not
 * @param by who approved it last
 * @param token null while it was given none
 */
public record PairedRole(
        String role,
        List<String> scopes,
        List<String> caps,
        List<String> commands,
        Instant approvedAt,
        Caller by,
        ApprovalWay via,
        @Nullable DeviceToken token) {
    public PairedRole {
        scopes = scopes.stream().distinct().sorted().toList();
        caps = List.copyOf(caps);
        commands = List.copyOf(commands);
    }

    /** When it was given anything last: the approval, or a token. */
    Instant latest() {
        return token == null || token.issuedAt().isBefore(approvedAt)
                ? approvedAt
                : token.issuedAt();
    }

    /** The same with another token. */
    public PairedRole with(@Nullable DeviceToken other) {
        return new PairedRole(role, scopes, caps, commands, approvedAt, by, via, other);
    }
}
