package dev.clawgateway.server.dialect.api.access;

import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.WhoAmI;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.PermissionList;
import dev.clawgateway.protocol.access.WhoAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.server.dialect.api.ApiCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers ask about themselves. */
final class CallerRequests {
    private final CallerOperations operations;
    private final boolean asking;

    /**
     * Answers to callers about themselves.
     *
     * @param asking whether the gateway asks anybody who he is
     */
    CallerRequests(CallerOperations operations, boolean asking) {
        this.operations = operations;
        this.asking = asking;
    }

    void whoAmI(ApiCall call) {
        operations.whoAmI(call.caller(), call.grant(), call.replyJson(who -> answer(who).write()));
    }

    private WhoAnswer answer(WhoAmI who) {
        Rights rights = who.rights();
        return new WhoAnswer(
                asking,
                kind(who.principal()),
                name(who.principal()),
                rights == null ? null : rights.role().text(),
                rights == null ? null : rights.virtualClusters(),
                rights != null && rights.ownOnly(),
                who.expires());
    }

    private static String kind(Principal principal) {
        return switch (principal) {
            case Principal.Operator(String name) -> name == null ? "anonymous" : "operator";
            case Principal.Node _ -> "node";
            case Principal.Device(String id) when id.startsWith(Holder.NODES) -> "node";
            case Principal.Device _, Principal.Gateway _ -> "device";
        };
    }

    private static @Nullable String name(Principal principal) {
        return switch (principal) {
            case Principal.Operator(String name) -> name;
            case Principal.Node(var id) -> id.toString();
            case Principal.Device(String id) ->
                    id.startsWith(Holder.NODES) ? id.substring(Holder.NODES.length()) : id;
            case Principal.Gateway _ -> "gateway";
        };
    }

    void canI(ApiCall call) {
        CanRequest asked;
        CallerOperations.Where where;
        try {
            asked = CanRequest.read(call.body());
            where =
                    new CallerOperations.Where(
                            asked.virtualCluster(),
                            asked.node() == null ? null : NodeId.parse(asked.node()),
                            asked.workload() == null ? null : WorkloadId.parse(asked.workload()));
        } catch (JsonFormatException wrong) {
            call.invalid(wrong);
            return;
        } catch (IllegalArgumentException wrong) {
            call.invalid(String.valueOf(wrong.getMessage()));
            return;
        }
        operations.canI(
                call.caller(),
                asked.operation(),
                where,
                call.replyJson(can -> new CanAnswer(can.allowed(), can.why()).write()));
    }

    /** All that there is to do, in the order of the manual. */
    void whatCanI(ApiCall call) {
        operations.whatCanI(
                call.caller(),
                new CallerOperations.Where(call.arguments().text("virtual_cluster"), null, null),
                call.replyJson(lines -> list(lines).write()));
    }

    private static PermissionList list(List<CallerOperations.Line> lines) {
        return new PermissionList(
                lines.stream()
                        .map(line ->
                                new PermissionList.Line(
                                        line.operation().text(),
                                        new CanAnswer(line.can().allowed(), line.can().why())))
                        .toList());
    }
}
