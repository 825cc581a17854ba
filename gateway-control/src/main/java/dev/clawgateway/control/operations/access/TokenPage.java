package dev.clawgateway.control.operations.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the tokens that are known, by their ids.
 *
 * @param next after which the next page begins; null at the end
 */
public record TokenPage(List<KnownToken> tokens, @Nullable String next) {
    public TokenPage {
        tokens = List.copyOf(tokens);
    }
}
