package dev.clawgateway.protocol.api;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor where to go on; null at the end
 * @param total entries of the whole list, as far as they are for the caller
 * @param revision the list has everything up to it, and perhaps some of what came after
 */
public record ApiList<T>(List<T> items, @Nullable String nextCursor, long total, long revision) {
    public ApiList {
        items = List.copyOf(items);
    }

    public byte[] write(Kind<T> kind) {
        return JsonTree.write(out ->
                out.required("items", Kinds.list(kind), items)
                        .nullable("next_cursor", Kinds.TEXT, nextCursor)
                        .required("total", Kinds.U64, total)
                        .required("revision", Kinds.U64, revision));
    }

    /** Reads an answer. */
    public static <T> ApiList<T> read(byte[] body, Kind<T> kind) throws JsonFormatException {
        Members list = Value.root(JsonTree.parse(body), "list").members();
        return new ApiList<>(
                list.required("items", Kinds.list(kind)),
                list.optional("next_cursor", Kinds.TEXT),
                list.required("total", Kinds.U64),
                list.required("revision", Kinds.U64));
    }
}
