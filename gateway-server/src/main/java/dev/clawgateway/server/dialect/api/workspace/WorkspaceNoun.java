package dev.clawgateway.server.dialect.api.workspace;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.operations.WorkspaceOperations;
import dev.clawgateway.control.operations.lists.ListedWorkspace;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.api.workspace.ApiWorkspace;
import dev.clawgateway.protocol.api.workspace.WorkspaceRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.stream.WatchRequests;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces. */
public final class WorkspaceNoun implements ApiNoun {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final WorkspaceOperations operations;
    private final WatchRequests watches;

    public WorkspaceNoun(WorkspaceOperations operations, WatchRequests watches) {
        this.operations = operations;
        this.watches = watches;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listWorkspaces", this::list,
                "getWorkspace", this::get,
                "createWorkspace", this::create,
                "deleteWorkspace", this::delete);
    }

    private void list(ApiCall call) {
        @Nullable String cluster = call.arguments().text("cluster");
        if (WatchRequests.wanted(call)) {
            watches.workspaces(call, cluster, WorkspaceNoun::of, ApiWorkspace.KIND);
            return;
        }
        ApiPages.asked(
                call,
                page ->
                        operations.list(
                                call.caller(),
                                cluster,
                                page,
                                call.reply(part ->
                                        ApiPages.bare(
                                                call,
                                                part.map(WorkspaceNoun::of),
                                                ApiWorkspace.KIND))));
    }

    private void get(ApiCall call) {
        operations.get(
                call.caller(), call.parameter("workspace"), call.reply(space -> answer(OK, space)));
    }

    private void create(ApiCall call) {
        WorkspaceWish wish;
        try {
            wish = WorkspaceRequest.KIND.read(Value.root(call.body(), ""));
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        operations.create(
                call.caller(),
                wish,
                call.reply(made ->
                        answer(CREATED, made)
                                .with(
                                        "Location",
                                        ApiContract.BASE
                                                + "/workspaces/"
                                                + made.workspace().id())));
    }

    private void delete(ApiCall call) {
        operations.delete(
                call.caller(),
                call.parameter("workspace"),
                call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
    }

    private static RouteAnswer answer(int status, ListedWorkspace space) {
        return RouteAnswer.json(status, JsonTree.write(ApiWorkspace.KIND, of(space)));
    }

    private static ApiWorkspace of(ListedWorkspace listed) {
        Workspace space = listed.workspace();
        NodeId node = listed.node();
        return new ApiWorkspace(
                space.id().toString(),
                space.name(),
                space.repo(),
                space.cluster(),
                listed.state().name().toLowerCase(Locale.ROOT),
                node == null ? null : node.toString(),
                space.workload().toString(),
                space.createdAt(),
                listed.attempt(),
                listed.reason(),
                listed.url(),
                listed.shell(),
                space.revision());
    }
}
