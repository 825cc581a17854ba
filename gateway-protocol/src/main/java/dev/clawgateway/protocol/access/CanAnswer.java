package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something.
 *
 * @param reason why not; null where it may
 */
public record CanAnswer(boolean allowed, @Nullable String reason) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("allowed", Kinds.FLAG, allowed)
                        .optional("reason", Kinds.TEXT, reason));
    }

    public static CanAnswer read(byte[] body) throws JsonFormatException {
        Members answer = Value.root(JsonTree.parse(body), "can-i").members();
        return new CanAnswer(
                answer.required("allowed", Kinds.FLAG), answer.optional("reason", Kinds.TEXT));
    }
}
