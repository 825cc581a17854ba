package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the tokens that are known, in the order of their ids.
 *
 * @param next ask with {@code ?after=} this for the next page; null at the end
 */
public record TokenList(List<TokenAnswer> tokens, @Nullable String next) {
    private static final Kind<List<TokenAnswer>> TOKENS = Kinds.list(TokenAnswer.KIND);

    public TokenList {
        tokens = List.copyOf(tokens);
    }

    public byte[] write() {
        return JsonTree.write(
                out -> out.required("tokens", TOKENS, tokens).optional("next", Kinds.TEXT, next));
    }

    public static TokenList read(byte[] body) throws JsonFormatException {
        Members list = Value.root(JsonTree.parse(body), "tokens").members();
        return new TokenList(list.required("tokens", TOKENS), list.optional("next", Kinds.TEXT));
    }
}
