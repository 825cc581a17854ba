package dev.clawgateway.server.dialect.membership;

import static dev.clawgateway.protocol.membership.MembershipJson.iso;

import dev.clawgateway.control.operations.membership.GatewayStanding;
import dev.clawgateway.control.operations.membership.MembershipOperations;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.membership.MemberBody;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import java.util.List;
import java.util.function.IntSupplier;

/** What is asked about the gateway itself, and about all members together. */
final class CoordinatorHandlers {
    private static final long HEARTBEAT_SECONDS = 30;
    private static final long HEALTH_CHECK_SECONDS = 10;

    private final MembershipOperations operations;
    private final MembershipReplies replies;
    private final MemberCallers callers;
    private final RequestRate rate;
    private final IntSupplier connections;
    private final OwnUsage usage;

    /**
     * Handlers over the operations.
     *
     * @param connections that are open now
     */
    CoordinatorHandlers(
            MembershipOperations operations,
            MembershipReplies replies,
            MemberCallers callers,
            RequestRate rate,
            IntSupplier connections,
            OwnUsage usage) {
        this.operations = operations;
        this.replies = replies;
        this.callers = callers;
        this.rate = rate;
        this.connections = connections;
        this.usage = usage;
    }

    void status(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.standing(
                                caller,
                                replies.to(
                                        exchange,
                                        standing ->
                                                new MembershipAnswer.OfGateway(
                                                        true,
                                                        own(standing),
                                                        config(),
                                                        service(standing)))));
    }

    private MembershipAnswer.Own own(GatewayStanding standing) {
        MemberBody body = MemberBodies.body(standing.own());
        RequestRate.Rate measured = rate.rate();
        return new MembershipAnswer.Own(
                body.id(),
                body.url(),
                body.clusterId(),
                body.tags(),
                body.capabilities(),
                body.status(),
                body.role(),
                body.lastSeen(),
                body.createdAt(),
                body.metadata(),
                body.version(),
                body.id(),
                true,
                standing.upSeconds(),
                usage.memory(),
                usage.cpuPercent(),
                connections.getAsInt(),
                measured == null ? null : measured.perSecond(),
                measured == null ? null : measured.errors());
    }

    private MembershipAnswer.Config config() {
        return new MembershipAnswer.Config(
                true,
                operations.settings().clusterId(),
                null,
                HEARTBEAT_SECONDS,
                HEALTH_CHECK_SECONDS,
                operations.settings().nodeTimeout().toSeconds(),
                true,
                "coordinator",
                List.of());
    }

    private static String mode(GatewayStanding standing) {
        return standing.serving() ? "serving" : "maintenance";
    }

    private static MembershipAnswer.Service service(GatewayStanding standing) {
        return new MembershipAnswer.Service(
                mode(standing), standing.serving(), standing.serving(), iso(standing.startedAt()));
    }

    void health(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.health(
                                caller,
                                replies.to(
                                        exchange, report -> MemberBodies.health(report, usage))));
    }

    void enableServing(Exchange exchange) {
        setServing(exchange, true, "Cluster serving enabled");
    }

    void disableServing(Exchange exchange) {
        setServing(exchange, false, "Cluster serving disabled (maintenance mode)");
    }

    private void setServing(Exchange exchange, boolean serving, String message) {
        callers.somebody(
                exchange,
                caller ->
                        operations.setServing(
                                caller,
                                serving,
                                replies.to(
                                        exchange,
                                        standing ->
                                                new MembershipAnswer.Serving(
                                                        true,
                                                        message,
                                                        new MembershipAnswer.Mode(
                                                                mode(standing),
                                                                standing.serving(),
                                                                iso(standing.changedAt()))))));
    }

    void serviceStatus(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.standing(
                                caller,
                                replies.to(
                                        exchange,
                                        standing ->
                                                new MembershipAnswer.OfService(
                                                        true,
                                                        new MembershipAnswer.Running(
                                                                mode(standing),
                                                                standing.serving(),
                                                                iso(standing.startedAt())),
                                                        MemberBodies.body(standing.own())))));
    }
}
