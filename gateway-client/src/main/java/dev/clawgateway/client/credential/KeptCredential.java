package dev.clawgateway.client.credential;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an agent keeps.
 *
 * @param agentKey made once: whoever joins again with it uses up nothing
 * @param token null until it has joined
 */
record KeptCredential(String agentKey, @Nullable IssuedToken token) {
    byte[] write() {
        return JsonTree.write(out -> {
            out.required("agent_key", Kinds.TEXT, agentKey);
            if (token != null) {
                out.required("token", Kinds.TEXT, token.token())
                        .required("issued_at", Kinds.TIME, token.issued())
                        .required("expires_at", Kinds.TIME, token.expires());
            }
        });
    }

    static KeptCredential read(byte[] file) throws JsonFormatException {
        Members kept = Value.root(JsonTree.parse(file), "").members();
        String token = kept.optional("token", Kinds.TEXT);
        return new KeptCredential(
                kept.required("agent_key", Kinds.TEXT),
                token == null
                        ? null
                        : new IssuedToken(
                                token,
                                kept.required("issued_at", Kinds.TIME),
                                kept.required("expires_at", Kinds.TIME)));
    }

    KeptCredential with(IssuedToken next) {
        return new KeptCredential(agentKey, next);
    }

    /** Without either secret. */
    @Override
    public String toString() {
        return token == null ? "no token" : token.toString();
    }
}
