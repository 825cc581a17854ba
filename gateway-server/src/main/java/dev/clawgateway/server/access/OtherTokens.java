package dev.clawgateway.server.access;

import dev.clawgateway.core.access.Credential;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads tokens that somebody else signs, whom we believe. Safe from any thread; never blocks. */
@FunctionalInterface
public interface OtherTokens {
    /** Nobody else is believed. */
    OtherTokens NONE = _ -> null;

    /**
     * Null for what is none of them. Whether one has expired or was taken back is not asked.
     *
     * @param token no longer than ours can be
     */
    @Nullable Vouched read(String token);

    /**
     * A token of theirs.
     *
     * @param trusted whether the key that it was signed with is still one of theirs
     */
    record Vouched(Credential credential, BooleanSupplier trusted) {}
}
