package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.membership.MemberBeat;
import dev.clawgateway.control.operations.membership.MemberFilter;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.util.UUID;
import java.util.function.Supplier;

/** What is asked about members: each translates a request, and its outcome back. */
final class MemberHandlers {
    private final MembershipOperations operations;
    private final MembershipReplies replies;
    private final MemberCallers callers;
    private final Supplier<UUID> ids;

    /**
     * Handlers over the operations.
     *
     * @param ids of members that bring none
     */
    MemberHandlers(
            MembershipOperations operations,
            MembershipReplies replies,
            MemberCallers callers,
            Supplier<UUID> ids) {
        this.operations = operations;
        this.replies = replies;
        this.callers = callers;
        this.ids = ids;
    }

    void register(Exchange exchange) {
        String id;
        MemberCard card;
        try {
            MemberRequest request = MemberRequest.of(exchange.body());
            String own = request.id();
            id = own == null ? ids.get().toString() : own;
            card = request.card();
        } catch (IllegalArgumentException e) {
            callers.somebody(exchange, _ -> replies.badRequest(exchange, e));
            return;
        }
        callers.member(
                id,
                exchange,
                caller ->
                        operations.register(
                                caller,
                                id,
                                card,
                                replies.to(
                                        exchange,
                                        entry ->
                                                new MembershipAnswer.OfMember(
                                                        true, MemberBodies.body(entry)))));
    }

    void heartbeat(Exchange exchange) {
        String id = exchange.parameter("id");
        MemberBeat beat;
        try {
            beat = MemberRequest.of(exchange.body()).beat();
        } catch (IllegalArgumentException e) {
            callers.somebody(exchange, _ -> replies.badRequest(exchange, e));
            return;
        }
        callers.member(
                id,
                exchange,
                caller ->
                        operations.heartbeat(
                                caller,
                                id,
                                beat,
                                replies.to(
                                        exchange,
                                        at ->
                                                new MembershipAnswer.Acknowledged(
                                                        true,
                                                        true,
                                                        "Heartbeat acknowledged",
                                                        MembershipJson.iso(at)))));
    }

    void list(Exchange exchange) {
        MemberFilter filter;
        try {
            String status = exchange.query("status");
            String role = exchange.query("role");
            filter =
                    new MemberFilter(
                            exchange.query("clusterId"),
                            status == null ? null : MemberRequest.status(status),
                            role == null ? null : MemberRequest.role(role));
        } catch (IllegalArgumentException e) {
            callers.somebody(exchange, _ -> replies.badRequest(exchange, e));
            return;
        }
        callers.somebody(
                exchange,
                caller ->
                        operations.list(
                                caller, filter, replies.to(exchange, MemberBodies::bodies)));
    }

    void show(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.show(
                                caller,
                                exchange.parameter("id"),
                                replies.to(
                                        exchange,
                                        entry ->
                                                new MembershipAnswer.OfMember(
                                                        true, MemberBodies.body(entry)))));
    }

    void enable(Exchange exchange) {
        setDisabled(exchange, false);
    }

    void disable(Exchange exchange) {
        setDisabled(exchange, true);
    }

    private void setDisabled(Exchange exchange, boolean disabled) {
        callers.somebody(
                exchange,
                caller ->
                        operations.setDisabled(
                                caller,
                                exchange.parameter("id"),
                                disabled,
                                replies.to(
                                        exchange,
                                        id ->
                                                new MembershipAnswer.Done(
                                                        true,
                                                        "Node "
                                                                + id
                                                                + (disabled
                                                                        ? " disabled"
                                                                        : " enabled")))));
    }

    void remove(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.remove(
                                caller,
                                exchange.parameter("id"),
                                replies.to(
                                        exchange,
                                        id ->
                                                new MembershipAnswer.Done(
                                                        true, "Node " + id + " removed"))));
    }
}
