package dev.clawgateway.server.dialect.access;

import dev.clawgateway.control.operations.access.CallerOperations;
import dev.clawgateway.control.operations.access.WhoAmI;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.WhoAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
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

    void whoAmI(Exchange exchange, Caller caller) {
        operations.whoAmI(
                caller, replies.to(exchange, who -> RouteAnswer.json(OK, answer(who).write())));
    }

    private WhoAnswer answer(WhoAmI who) {
        Rights rights = who.rights();
        String name = name(who.principal());
        return new WhoAnswer(
                asking,
                kind(who.principal(), name),
                name,
                rights == null ? null : rights.role().text(),
                rights == null ? null : rights.virtualClusters(),
                rights != null && rights.ownOnly(),
                null);
    }

    private static String kind(Principal principal, @Nullable String name) {
        return switch (principal) {
            case Principal.Operator _ -> name == null ? "anonymous" : "operator";
            case Principal.Node _ -> "node";
            case Principal.Device _, Principal.Gateway _ -> "device";
        };
    }

    private static @Nullable String name(Principal principal) {
        return switch (principal) {
            case Principal.Operator(String name) -> name;
            case Principal.Node(var id) -> id.toString();
            case Principal.Device(String id) -> id;
            case Principal.Gateway _ -> "gateway";
        };
    }

    void canI(Exchange exchange, Caller caller) {
        CanRequest asked;
        try {
            asked = CanRequest.read(exchange.body());
        } catch (JsonFormatException wrong) {
            replies.bad(exchange, String.valueOf(wrong.getMessage()));
            return;
        }
        operations.canI(
                caller,
                asked.operation(),
                asked.virtualCluster(),
                replies.to(
                        exchange,
                        can ->
                                RouteAnswer.json(
                                        OK, new CanAnswer(can.allowed(), can.why()).write())));
    }
}
