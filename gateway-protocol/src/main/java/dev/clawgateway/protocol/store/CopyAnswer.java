package dev.clawgateway.protocol.store;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * How the copy of the store is that was asked for last.
 *
 * @param state {@code none}, {@code running}, {@code done} or {@code failed}
 * @param kind {@code backup} or {@code export}; null where there is none
 * @param place where it is, on the gateway's machine; null until it is done
 * @param number of a backup
 * @param size of a backup in bytes, of an export in records
 * @param reason why it failed; null where it has not
 */
public record CopyAnswer(
        String state,
        @Nullable String kind,
        @Nullable String place,
        long number,
        long size,
        @Nullable String reason) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("state", Kinds.TEXT, state)
                        .optional("kind", Kinds.TEXT, kind)
                        .optional("place", Kinds.TEXT, place)
                        .unless(0L, "number", Kinds.U64, number)
                        .unless(0L, "size", Kinds.U64, size)
                        .optional("reason", Kinds.TEXT, reason));
    }

    public static CopyAnswer read(byte[] body) throws JsonFormatException {
        Members answer = Value.root(JsonTree.parse(body), "copy").members();
        return new CopyAnswer(
                answer.required("state", Kinds.TEXT),
                answer.optional("kind", Kinds.TEXT),
                answer.optional("place", Kinds.TEXT),
                answer.otherwise("number", Kinds.U64, 0L),
                answer.otherwise("size", Kinds.U64, 0L),
                answer.optional("reason", Kinds.TEXT));
    }
}
