package dev.clawgateway.protocol.api.event;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events.
 *
 * @param after where the next page begins
 * @param newest number of the newest event there is
 * @param gapFrom the first of the numbers before these events that are not to be had; null for none
 * @param gapTo the last of them
 */
public record ApiEventPage(
        List<ApiEvent> items,
        long after,
        long newest,
        @Nullable Long gapFrom,
        @Nullable Long gapTo) {
    private static final Kind<Members> GAP = Kinds.kind(Value::members, (_, _) -> {});

    public ApiEventPage {
        items = List.copyOf(items);
    }

    public byte[] write() {
        return JsonTree.write(out -> {
            out.required("items", Kinds.list(ApiEvent.KIND), items)
                    .required("next_after", Kinds.U64, after)
                    .required("newest", Kinds.U64, newest);
            if (gapFrom != null && gapTo != null) {
                out.nested(
                        "gap",
                        gap ->
                                gap.required("from", Kinds.U64, gapFrom)
                                        .required("to", Kinds.U64, gapTo));
            }
        });
    }

    /** Reads an answer. */
    public static ApiEventPage read(byte[] body) throws JsonFormatException {
        Members page = Value.root(JsonTree.parse(body), "events").members();
        Members gap = page.optional("gap", GAP);
        return new ApiEventPage(
                page.required("items", Kinds.list(ApiEvent.KIND)),
                page.required("next_after", Kinds.U64),
                page.required("newest", Kinds.U64),
                gap == null ? null : gap.required("from", Kinds.U64),
                gap == null ? null : gap.required("to", Kinds.U64));
    }
}
