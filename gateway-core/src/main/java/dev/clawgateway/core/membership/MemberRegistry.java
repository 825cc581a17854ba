package dev.clawgateway.core.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of the registry.
 *
 * @param own null before the gateway was given its entry
 * @param members in no order
 */
public record MemberRegistry(@Nullable OwnEntry own, List<MemberRecord> members) {
    public static final MemberRegistry EMPTY = new MemberRegistry(null, List.of());

    public MemberRegistry {
        members = List.copyOf(members);
    }
}
