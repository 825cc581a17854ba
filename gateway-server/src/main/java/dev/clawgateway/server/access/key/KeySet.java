package dev.clawgateway.server.access.key;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that count at one time. Tokens are signed with the current one; those of all three are
 * good.
 *
 * @param next known already wherever tokens are read, so that it can become the current one; null
 *     for none
 * @param previous whose tokens are still good; null for none
 * @param stranger does the work of a key for tokens of none of these
 */
public record KeySet(
        SigningKey current,
        @Nullable SigningKey next,
        @Nullable SigningKey previous,
        SigningKey stranger) {
    public KeySet {
        long distinct = all(current, next, previous).map(SigningKey::id).distinct().count();
        if (distinct != all(current, next, previous).count()) {
            throw new IllegalArgumentException("current, next and previous must differ");
        }
    }

    public KeySet(SigningKey current, @Nullable SigningKey next, @Nullable SigningKey previous) {
        this(current, next, previous, current.stranger());
    }

    /** The key of an id; null for one that is none of these. */
    public @Nullable SigningKey find(@Nullable String id) {
        return all(current, next, previous)
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** One step on: the next key signs, the current one is still good, the previous one is gone. */
    KeySet rotated(SigningKey fresh) {
        return next == null ? new KeySet(fresh, null, current) : new KeySet(next, fresh, current);
    }

    private static Stream<SigningKey> all(
            SigningKey current, @Nullable SigningKey next, @Nullable SigningKey previous) {
        return Stream.of(current, next, previous).filter(Objects::nonNull);
    }
}
