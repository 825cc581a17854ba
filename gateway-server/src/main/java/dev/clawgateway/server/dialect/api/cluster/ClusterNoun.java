package dev.clawgateway.server.dialect.api.cluster;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.control.operations.VirtualClusterOperations;
import dev.clawgateway.control.operations.lists.ListedCluster;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.api.cluster.ApiCluster;
import dev.clawgateway.protocol.api.cluster.ClusterRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Value;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.stream.WatchRequests;
import java.util.Map;
import java.util.function.Consumer;

/** Virtual clusters. */
public final class ClusterNoun implements ApiNoun {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final VirtualClusterOperations operations;
    private final WatchRequests watches;

    public ClusterNoun(VirtualClusterOperations operations, WatchRequests watches) {
        this.operations = operations;
        this.watches = watches;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of(
                "listClusters", this::list,
                "getCluster", this::get,
                "createCluster", this::create,
                "changeCluster", this::change,
                "deleteCluster", this::delete);
    }

    private void list(ApiCall call) {
        if (WatchRequests.wanted(call)) {
            watches.virtualClusters(call, ClusterWords::declared, ApiCluster.KIND);
            return;
        }
        ApiPages.asked(
                call,
                page ->
                        operations.list(
                                call.caller(),
                                page,
                                call.reply(part ->
                                        ApiPages.bare(
                                                call,
                                                part.map(ClusterWords::of),
                                                ApiCluster.KIND))));
    }

    private void get(ApiCall call) {
        operations.get(call.caller(), asked(call), call.reply(cluster -> answer(OK, cluster)));
    }

    private void create(ApiCall call) {
        read(
                call,
                request -> {
                    String name = request.name();
                    if (name == null) {
                        call.invalid("name: must be there, is missing");
                        return;
                    }
                    operations.create(
                            call.caller(),
                            name,
                            ClusterWords.terms(request),
                            call.reply(
                                    made -> answer(CREATED, made).with("Location", place(made))));
                });
    }

    private void change(ApiCall call) {
        read(
                call,
                request -> {
                    VirtualClusterTerms terms = ClusterWords.terms(request);
                    operations.change(
                            call.caller(),
                            asked(call),
                            terms,
                            call.reply(cluster -> answer(OK, cluster)));
                });
    }

    private void delete(ApiCall call) {
        operations.remove(
                call.caller(), asked(call), call.reply(_ -> RouteAnswer.empty(NO_CONTENT)));
    }

    private static void read(ApiCall call, Consumer<ClusterRequest> then) {
        ClusterRequest request;
        try {
            request = ClusterRequest.KIND.read(Value.root(call.body(), ""));
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        }
        then.accept(request);
    }

    private static String asked(ApiCall call) {
        return call.parameter("cluster");
    }

    private static String place(ListedCluster made) {
        return ApiContract.BASE + "/clusters/" + made.usage().cluster().id();
    }

    private static RouteAnswer answer(int status, ListedCluster cluster) {
        return RouteAnswer.json(status, JsonTree.write(ApiCluster.KIND, ClusterWords.of(cluster)));
    }
}
