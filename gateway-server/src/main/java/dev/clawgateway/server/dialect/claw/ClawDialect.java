package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.links.Links;
import dev.clawgateway.control.operations.Operations;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Dialect;
import dev.clawgateway.net.websocket.Handshake;
import dev.clawgateway.net.websocket.Interest;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.FirstMessage;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.server.dialect.Identification;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import dev.clawgateway.server.dialect.claw.node.NodeConversation;
import dev.clawgateway.server.dialect.claw.node.NodeServices;
import dev.clawgateway.server.dialect.claw.node.RegistrationDamping;
import dev.clawgateway.server.dialect.claw.operator.CliConversation;
import dev.clawgateway.server.dialect.claw.operator.CliRequests;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.http.CallerPace;
import dev.clawgateway.server.http.ShownTokens;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The claw dialect: nodes and the CLI on one endpoint, told apart by their first message. */
public final class ClawDialect implements Dialect {
    private static final String DIALECT = "claw";

    private final NodeServices nodes;
    private final CliRequests requests;
    private final CallerPace pace;

    private ClawDialect(NodeServices nodes, CliRequests requests, CallerPace pace) {
        this.nodes = nodes;
        this.requests = requests;
        this.pace = pace;
    }

    /** Assembles the dialect. */
    public static ClawDialect create(
            Supplier<ClawSettings> settings,
            Entry entry,
            Signals signals,
            MeshNetwork mesh,
            TrafficCounters traffic,
            Time time) {
        NodeServices nodes =
                new NodeServices(
                        settings,
                        entry.authenticator(),
                        entry.operations().sessions(),
                        signals.telemetry(),
                        signals.logs(),
                        signals.links(),
                        signals.invocations(),
                        mesh,
                        new RegistrationDamping(time),
                        entry.paces(),
                        traffic,
                        entry.fleet(),
                        time);
        CliRequests requests = new CliRequests(entry.operations(), time, settings.get().version());
        return new ClawDialect(nodes, requests, new CallerPace(entry.paces(), traffic, time));
    }

    /**
     * Who comes in, where, and what can be done then.
     *
     * @param fleet which fleet this is; null before it is known
     * @param paces how often nodes may register, and operators ask
     */
    public record Entry(
            Authenticator authenticator,
            Operations operations,
            Supplier<@Nullable String> fleet,
            Paces paces) {}

    /** What nodes report all the time, and how they are reached. */
    public record Signals(
            Telemetry telemetry, WorkloadLogs logs, Links links, PendingInvocations invocations) {}

    @Override
    public Interest spoken(Session session, Handshake handshake, String firstMessage) {
        int length = firstMessage.length();
        return switch (ClawCodec.readFirst(firstMessage)) {
            case FirstMessage.Cli(CliRequest.Hello hello) -> {
                CliConversation operator =
                        new CliConversation(
                                session,
                                requests::answer,
                                pace,
                                nodes.traffic(),
                                nodes.settings().version(),
                                identification(session, handshake));
                yield new Interest.Taken(
                        PeerRole.OPERATOR, operator, () -> operator.received(hello, length));
            }
            case FirstMessage.Node(NodeMessage message) -> {
                NodeConversation node =
                        new NodeConversation(session, nodes, identification(session, handshake));
                yield new Interest.Taken(PeerRole.NODE, node, () -> node.received(message, length));
            }
            case FirstMessage.Neither(String reason) -> new Interest.None(reason);
        };
    }

    private Identification identification(Session session, Handshake handshake) {
        return new Identification(
                session,
                nodes.authenticator(),
                DIALECT,
                ShownTokens.of(handshake),
                why ->
                        session.close(
                                CloseCode.POLICY, "credential ended: " + why, "credential_ended"));
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
