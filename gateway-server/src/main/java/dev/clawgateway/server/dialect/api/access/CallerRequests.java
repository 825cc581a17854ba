package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.access.Grant;
import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.WhoAmI;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.PermissionList;
import dev.clawgateway.protocol.access.WhoAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers ask about themselves. */
final class CallerRequests {
    private static final int OK = 200;

    private final CallerOperations operations;
    private final AccessReplies replies;
    private final boolean asking;

    /**
     * Answers to callers about themselves.
     *
     * @param asking whether the gateway asks anybody who he is
     */
    CallerRequests(CallerOperations operations, AccessReplies replies, boolean asking) {
        this.operations = operations;
        this.replies = replies;
        this.asking = asking;
    }

    void whoAmI(Exchange exchange, Caller caller, Grant own) {
        operations.whoAmI(
                caller,
                own,
                replies.to(exchange, who -> RouteAnswer.json(OK, answer(who).write())));
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

    void canI(Exchange exchange, Caller caller) {
        CanRequest asked;
        CallerOperations.Where where;
        try {
            asked = CanRequest.read(exchange.body());
            where =
                    new CallerOperations.Where(
                            asked.virtualCluster(),
                            asked.node() == null ? null : NodeId.parse(asked.node()),
                            asked.workload() == null ? null : WorkloadId.parse(asked.workload()));
        } catch (JsonFormatException | IllegalArgumentException wrong) {
            replies.bad(exchange, String.valueOf(wrong.getMessage()));
            return;
        }
        operations.canI(
                caller,
                asked.operation(),
                where,
                replies.to(
                        exchange,
                        can ->
                                RouteAnswer.json(
                                        OK, new CanAnswer(can.allowed(), can.why()).write())));
    }

    /** All that there is to do, in the order of the manual. */
    void whatCanI(Exchange exchange, Caller caller) {
        operations.whatCanI(
                caller,
                new CallerOperations.Where(exchange.query("virtual_cluster"), null, null),
                replies.to(exchange, lines -> RouteAnswer.json(OK, list(lines).write())));
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
