package dev.clawgateway.client.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.protocol.access.TokenList;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as the gateway knows it.
 *
 * @param token what its holder shows; null unless it was just made
 * @param used how many nodes have joined by it
 * @param issued null where only its end is known
 * @param by who asked for it; null where nobody did
 * @param revoked null while it holds
 */
public record TokenDetails(
        String id,
        @Nullable String token,
        Holder holder,
        int used,
        @Nullable Instant issued,
        Instant expires,
        @Nullable String by,
        @Nullable Instant revoked) {
    /** As the gateway answers it: one JSON object on one line. */
    public String json() {
        return new String(AccessWire.answer(this).write(), UTF_8);
    }

    /** Several of them, as the gateway lists them. */
    public static String json(List<TokenDetails> tokens) {
        return new String(
                new TokenList(tokens.stream().map(AccessWire::answer).toList(), null).write(),
                UTF_8);
    }

    /** The same without the token. */
    public TokenDetails shown() {
        return new TokenDetails(id, null, holder, used, issued, expires, by, revoked);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "token " + id + " of " + holder.subject();
    }
}
