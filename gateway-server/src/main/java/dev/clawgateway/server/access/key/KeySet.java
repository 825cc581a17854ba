package dev.clawgateway.server.access.key;

import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
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
 * @param stranger does the work of a key where there is none
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

    /**
     * The key that signed something; null when none of these did. Takes the same time for all:
     * three are tried, whatever the first says, and where there are fewer the stranger.
     */
    public @Nullable SigningKey signerOf(byte[] input, Base64URL signature) {
        SigningKey found = null;
        for (SigningKey key : Arrays.asList(current, next, previous)) {
            boolean signed = (key == null ? stranger : key).signed(input, signature);
            found = signed && key != null ? key : found;
        }
        return found;
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
