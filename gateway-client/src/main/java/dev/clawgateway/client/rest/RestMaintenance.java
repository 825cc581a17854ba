package dev.clawgateway.client.rest;

import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.protocol.api.ApiChanged;
import dev.clawgateway.protocol.api.node.ApiWindows;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Windows in which nodes stand empty. */
public final class RestMaintenance {
    private final RestCalls calls;

    RestMaintenance(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * A window that is wanted.
     *
     * @param nodes by their ids
     * @param selector labels, all of which other nodes must have to be concerned; empty for none
     * @param lead how long before they take no new work
     */
    public record Wish(
            List<String> nodes,
            Map<String, String> selector,
            Instant from,
            Instant until,
            Duration lead,
            @Nullable String reason) {
        public Wish {
            nodes = List.copyOf(nodes);
            selector = Map.copyOf(selector);
        }
    }

    /** Those that are planned or on, by name. */
    public List<MaintenanceWindow> list() {
        return Answers.one(
                        calls.ask(RestRequest.of(RestOperation.LIST_MAINTENANCE)), ApiWindows.KIND)
                .items();
    }

    /** Plans one, or another in place of the one of that name; whether that changed anything. */
    public boolean set(String name, Wish wish) {
        byte[] body =
                JsonTree.write(out ->
                        out.unlessEmpty("nodes", Kinds.TEXTS, wish.nodes())
                                .unlessEmpty("selector", wish.selector())
                                .required("from", Kinds.TIME, wish.from())
                                .required("until", Kinds.TIME, wish.until())
                                .required("lead_secs", Kinds.U64, wish.lead().toSeconds())
                                .optional("reason", Kinds.TEXT, wish.reason()));
        return changed(RestRequest.of(RestOperation.SET_MAINTENANCE, name).json(body));
    }

    /** Takes one back; whether there was one. */
    public boolean remove(String name) {
        return changed(RestRequest.of(RestOperation.REMOVE_MAINTENANCE, name));
    }

    private boolean changed(RestRequest request) {
        return Answers.one(calls.ask(request), ApiChanged.KIND).changed();
    }
}
