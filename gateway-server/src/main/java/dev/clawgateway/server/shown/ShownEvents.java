package dev.clawgateway.server.shown;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.protocol.api.event.ApiEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events in the words of the API, and of whoever shows them as it does. */
public final class ShownEvents {
    private ShownEvents() {}

    /** One of them. */
    public static ApiEvent of(Event event) {
        return new ApiEvent(
                event.sequence(),
                event.at(),
                kind(event.kind()),
                subject(event.subject()),
                event.virtualCluster(),
                by(event.by()),
                event.detail(),
                event.revision());
    }

    /** The word for a kind. */
    public static String kind(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that means none. */
    public static Event.@Nullable Kind kind(String word) {
        for (Event.Kind kind : Event.Kind.values()) {
            if (kind(kind).equals(word)) {
                return kind;
            }
        }
        return null;
    }

    private static ApiEvent.About subject(Subject subject) {
        return switch (subject) {
            case Subject.Node(var id) -> new ApiEvent.About("node", id.toString());
            case Subject.Workload(var id) -> new ApiEvent.About("workload", id.toString());
            case Subject.VirtualCluster(String name) -> new ApiEvent.About("cluster", name);
            case Subject.Workspace(var id, var _) -> new ApiEvent.About("workspace", id.toString());
            case Subject.Member(String registry, String id) ->
                    new ApiEvent.About("member", registry + "/" + id);
            case Subject.Registry(String name) -> new ApiEvent.About("registry", name);
            case Subject.Credential(String id) -> new ApiEvent.About("credential", id);
            case Subject.Holder(String who) -> new ApiEvent.About("holder", who);
            case Subject.Device(String id) -> new ApiEvent.About("device", id);
            case Subject.Gateway() -> new ApiEvent.About("gateway", null);
        };
    }

    private static ApiEvent.@Nullable About by(@Nullable Caller by) {
        return by == null
                ? null
                : switch (by.principal()) {
                    case Principal.Node(var id) -> new ApiEvent.About("node", id.toString());
                    case Principal.Operator(String name) -> new ApiEvent.About("operator", name);
                    case Principal.Device(String id) -> new ApiEvent.About("device", id);
                    case Principal.Gateway() -> new ApiEvent.About("gateway", null);
                };
    }
}
