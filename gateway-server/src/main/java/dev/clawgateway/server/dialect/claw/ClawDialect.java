package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.InvocationOperations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Role;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Claim;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.FirstMessage;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The claw dialect: nodes and the CLI on one endpoint, told apart by their first message. */
public final class ClawDialect implements Dialect {
    private final NodeServices nodes;
    private final CliRequests requests;

    private ClawDialect(NodeServices nodes, CliRequests requests) {
        this.nodes = nodes;
        this.requests = requests;
    }

    /**
     * Assembles the dialect.
     *
     * @param queries runs what walks the fleet
     * @param ids makes the ids of workloads and invokes
     */
    public static ClawDialect create(
            ClawSettings settings,
            ClusterPort cluster,
            SignalPorts signals,
            LinkPorts links,
            MeshNetwork mesh,
            TrafficCounters traffic,
            Time time,
            Supplier<UUID> ids,
            Executor queries) {
        NodeServices nodes =
                new NodeServices(
                        settings,
                        cluster.inbox(),
                        signals.telemetry(),
                        signals.logs(),
                        links.links(),
                        links.invocations(),
                        mesh,
                        new RegistrationDamping(time),
                        traffic,
                        time);
        CliRequests requests =
                new CliRequests(
                        new NodeQueries(cluster.view(), signals.telemetry()),
                        new WorkloadQueries(cluster.view(), signals.logs(), time, queries),
                        new Orders(cluster.inbox(), ids),
                        new PlacementQueries(
                                cluster.view(),
                                cluster.scheduler(),
                                time,
                                ids,
                                queries,
                                settings.undeclaredClusters()),
                        new InvokeRequests(links.operations()),
                        new MeshQueries(mesh),
                        new GatewayQueries(cluster.view(), time, settings.version()),
                        queries);
        return new ClawDialect(nodes, requests);
    }

    /** The cluster as the dialect sees it. */
    public record ClusterPort(CommandInbox inbox, SchedulerQueries scheduler, ClusterView view) {}

    /** How nodes are reached, and what they were asked to run. */
    public record LinkPorts(
            Links links, PendingInvocations invocations, InvocationOperations operations) {}

    /** Where what nodes report all the time goes. */
    public record SignalPorts(Telemetry telemetry, WorkloadLogs logs) {}

    @Override
    public Claim spoken(Session session, Handshake handshake, String firstMessage) {
        int length = firstMessage.length();
        return switch (ClawCodec.readFirst(firstMessage)) {
            case FirstMessage.Cli(CliRequest.Hello hello) -> {
                CliConversation operator =
                        new CliConversation(
                                session,
                                requests::answer,
                                nodes.traffic(),
                                nodes.settings().version());
                yield new Claim.Taken(
                        Role.OPERATOR, operator, () -> operator.received(hello, length));
            }
            case FirstMessage.Node(NodeMessage message) -> {
                NodeConversation node = new NodeConversation(session, nodes);
                yield new Claim.Taken(Role.NODE, node, () -> node.received(message, length));
            }
            case FirstMessage.Neither(String reason) -> new Claim.None(reason);
        };
    }

    @Override
    public String refusal(Fault fault, String detail) {
        ErrorCode code =
                switch (fault) {
                    case UNREADABLE -> ErrorCode.INVALID_REQUEST;
                    case OVERLOADED -> ErrorCode.OVERLOADED;
                };
        return ClawCodec.write(new NodeCommand.Failure(ErrorNumbers.of(code), detail));
    }
}
