package dev.clawgateway.client.rest;

import dev.clawgateway.client.api.follow.ListNews;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.http.stream.StreamNotices;
import dev.clawgateway.client.rest.call.Answers;
import dev.clawgateway.client.rest.call.RestCalls;
import dev.clawgateway.client.rest.call.RestNews;
import dev.clawgateway.client.rest.call.RestOperation;
import dev.clawgateway.client.rest.call.RestPage;
import dev.clawgateway.client.rest.call.RestPages;
import dev.clawgateway.client.rest.call.RestRequest;
import dev.clawgateway.protocol.api.ApiChanged;
import dev.clawgateway.protocol.api.node.ApiInvoked;
import dev.clawgateway.protocol.api.node.ApiNode;
import dev.clawgateway.protocol.api.node.ApiNodeDetail;
import dev.clawgateway.protocol.api.node.ApiReadings;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Machines and their devices. A node is named by its id, or by its name where that is one node's
 * alone.
 */
public final class RestNodes {
    private static final int PAGE = 500;

    private final RestCalls calls;

    RestNodes(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * Which nodes are wanted; null stands for all.
     *
     * @param state as the API writes it, such as {@code healthy}
     * @param match those of that name, or whose id begins so
     * @param labels that they bear
     * @param model of a GPU that they have
     */
    public record NodeFilter(
            @Nullable String state,
            @Nullable String match,
            Map<String, String> labels,
            @Nullable String model) {
        /** Every one. */
        public static final NodeFilter ALL = new NodeFilter(null, null, Map.of(), null);

        public NodeFilter {
            labels = Map.copyOf(labels);
        }

        RestRequest request() {
            RestRequest request =
                    RestRequest.of(RestOperation.LIST_NODES)
                            .with("state", state)
                            .with("match", match)
                            .with("model", model);
            labels.forEach((key, value) -> request.with("label", key + "=" + value));
            return request;
        }
    }

    /** All that are meant, by name, asked for as they are needed. */
    public Iterable<ApiNode> list(NodeFilter filter) {
        return new RestPages<>(cursor -> page(filter, PAGE, cursor));
    }

    /**
     * A page of them.
     *
     * @param limit most entries
     * @param cursor the {@code nextCursor} of the page before; null for the first
     */
    public RestPage<ApiNode> page(NodeFilter filter, int limit, @Nullable String cursor) {
        RestRequest request = filter.request().with("limit", limit).with("cursor", cursor);
        return Answers.list(calls.ask(request), ApiNode.KIND);
    }

    /** Those that are meant as they are, then as they become other ones. To be closed. */
    public News<ListNews<ApiNode>> watch(NodeFilter filter) {
        return new RestNews<>(
                () -> calls.events(RestWorkloads.watched(filter.request()), StreamNotices.NONE),
                new ListReading<>(ApiNode.KIND::read),
                calls.address());
    }

    /** With each of its devices, and who holds it. */
    public ApiNodeDetail get(String node) {
        return Answers.one(
                calls.ask(RestRequest.of(RestOperation.GET_NODE, node)), ApiNodeDetail.KIND);
    }

    /** What its devices measured of late, in columns. */
    public ApiReadings readings(String node) {
        return Answers.one(
                calls.ask(RestRequest.of(RestOperation.GET_NODE_READINGS, node)), ApiReadings.KIND);
    }

    /** Forgets one that is away and will not return; what it holds is given up. */
    public boolean delete(String node) {
        return changed(RestRequest.of(RestOperation.DELETE_NODE, node));
    }

    /** Sets a label; whether that changed anything. */
    public boolean setLabel(String node, String key, String value) {
        return changed(RestRequest.of(RestOperation.SET_NODE_LABEL, node, key).json(value(value)));
    }

    public boolean removeLabel(String node, String key) {
        return changed(RestRequest.of(RestOperation.REMOVE_NODE_LABEL, node, key));
    }

    /** In place of every taint of that key. */
    public boolean setTaint(String node, String key, String value) {
        return changed(RestRequest.of(RestOperation.SET_NODE_TAINT, node, key).json(value(value)));
    }

    public boolean removeTaint(String node, String key) {
        return changed(RestRequest.of(RestOperation.REMOVE_NODE_TAINT, node, key));
    }

    /** Says whether a condition holds, over what the node says itself. */
    public boolean setCondition(
            String node, String type, boolean satisfied, @Nullable String reason) {
        return changed(
                RestRequest.of(RestOperation.SET_NODE_CONDITION, node, type)
                        .json(
                                JsonTree.write(out ->
                                        out.required("satisfied", Kinds.FLAG, satisfied)
                                                .optional("reason", Kinds.TEXT, reason))));
    }

    /** Keeps new work from one; null keeps the reason given before. */
    public boolean cordon(String node, @Nullable String reason) {
        return changed(
                RestRequest.of(RestOperation.CORDON_NODE, node)
                        .json(JsonTree.write(out -> out.optional("reason", Kinds.TEXT, reason))));
    }

    public boolean uncordon(String node) {
        return changed(RestRequest.of(RestOperation.UNCORDON_NODE, node));
    }

    /** Empties one; after the deadline what is left is moved elsewhere, null for any time. */
    public boolean drain(String node, @Nullable Duration deadline) {
        Long seconds = deadline == null ? null : deadline.toSeconds();
        return changed(
                RestRequest.of(RestOperation.DRAIN_NODE, node)
                        .json(
                                JsonTree.write(
                                        out -> out.optional("deadline_secs", Kinds.U64, seconds))));
    }

    public boolean undrain(String node) {
        return changed(RestRequest.of(RestOperation.UNDRAIN_NODE, node));
    }

    /**
     * Has one run a command, and waits for what it answers. Never asked for twice.
     *
     * @param params any JSON; null for none
     */
    public ApiInvoked invoke(String node, String command, @Nullable String params, Duration limit) {
        return Answers.one(
                calls.ask(
                        RestRequest.of(RestOperation.INVOKE_ON_NODE, node)
                                .json(InvokeBody.write(command, params, limit))),
                ApiInvoked.KIND);
    }

    /** Silent nodes are gone for good, though they are many. */
    public boolean acceptLosses() {
        return changed(RestRequest.of(RestOperation.ACCEPT_LOSSES));
    }

    private static byte[] value(String value) {
        return JsonTree.write(out -> out.required("value", Kinds.TEXT, value));
    }

    private boolean changed(RestRequest request) {
        return Answers.one(calls.ask(request), ApiChanged.KIND).changed();
    }
}
