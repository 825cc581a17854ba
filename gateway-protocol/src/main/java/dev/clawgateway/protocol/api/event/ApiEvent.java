package dev.clawgateway.protocol.api.event;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened.
 *
 * @param id its number, which grows by one with each event
 * @param kind in lower case, such as {@code node_lost}
 * @param cluster name of the virtual cluster whose workload it is about; null for none
 * @param by who wished what led to it; null where it is not known
 * @param detail in words; null when the kind says it all
 * @param revision of the command that led to it
 */
public record ApiEvent(
        long id,
        Instant at,
        String kind,
        About subject,
        @Nullable String cluster,
        @Nullable About by,
        @Nullable String detail,
        long revision) {
    public static final Kind<ApiEvent> KIND = Kinds.object(ApiEvent::read, ApiEvent::members);

    /**
     * Something or somebody.
     *
     * @param kind in a word
     * @param id null where there is only one, or where it has none
     */
    public record About(String kind, @Nullable String id) {
        private static final Kind<About> KIND = Kinds.object(About::read, About::members);

        private static void members(About about, MemberWriter out) {
            out.required("kind", Kinds.TEXT, about.kind).optional("id", Kinds.TEXT, about.id);
        }

        private static About read(Members m) throws JsonFormatException {
            return new About(m.required("kind", Kinds.TEXT), m.optional("id", Kinds.TEXT));
        }
    }

    /** As it is told on a stream, where its type tells it apart from what is no event. */
    public static void told(ApiEvent event, MemberWriter out) {
        out.required("type", Kinds.TEXT, "event");
        members(event, out);
    }

    private static void members(ApiEvent event, MemberWriter out) {
        out.required("id", Kinds.U64, event.id)
                .required("at", Kinds.TIME, event.at)
                .required("kind", Kinds.TEXT, event.kind)
                .required("subject", About.KIND, event.subject)
                .optional("cluster", Kinds.TEXT, event.cluster)
                .optional("by", About.KIND, event.by)
                .optional("detail", Kinds.TEXT, event.detail)
                .required("revision", Kinds.U64, event.revision);
    }

    private static ApiEvent read(Members m) throws JsonFormatException {
        return new ApiEvent(
                m.required("id", Kinds.U64),
                m.required("at", Kinds.TIME),
                m.required("kind", Kinds.TEXT),
                m.required("subject", About.KIND),
                m.optional("cluster", Kinds.TEXT),
                m.optional("by", About.KIND),
                m.optional("detail", Kinds.TEXT),
                m.required("revision", Kinds.U64));
    }
}
