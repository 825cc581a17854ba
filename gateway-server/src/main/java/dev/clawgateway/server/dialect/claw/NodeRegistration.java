package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.server.dialect.claw.mesh.MeshNetwork;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How a session comes to be a node's, and how it ceases to: registered, refused, superseded.
 * Between a registration and its admission the session is not read, so that what the node sends
 * right behind is handled after it. Confined to the session's event loop.
 */
final class NodeRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistration.class);

    /** How long the older session of a node may take to show that it lives. */
    private static final Duration PONG_WITHIN = Duration.ofSeconds(5);

    private final Session session;
    private final NodeServices services;
    private final NodeLine line;
    private @Nullable NodeId node;
    private NodeMessage.@Nullable Register latest;
    private @Nullable NodeSignals signals;
    private boolean dismissed;

    NodeRegistration(Session session, NodeServices services, NodeLine line) {
        this.session = session;
        this.services = services;
        this.line = line;
    }

    /** The node that is, or asks to be, registered here; null before the first registration. */
    @Nullable NodeId node() {
        return node;
    }

    /** What the node last said it is; null before the first registration. */
    NodeMessage.@Nullable Register latest() {
        return latest;
    }

    /** Null until the node is admitted. */
    @Nullable NodeSignals signals() {
        return signals;
    }

    /** Whether the node asked which of its reports are durable. */
    boolean confirms() {
        NodeMessage.Register register = latest;
        return register != null && register.confirms();
    }

    /** Whether it was refused or superseded: it is closed soon, and not listened to. */
    boolean dismissed() {
        return dismissed;
    }

    void register(NodeMessage.Register register, NodeLink link) {
        String problem = problem(register);
        if (node != null && !node.equals(register.nodeId())) {
            line.fail(ErrorCode.INVALID_REQUEST, "this session registered as " + node);
        } else if (register.protocolVersion() != Registration.PROTOCOL_VERSION) {
            String speaks = "this gateway speaks protocol version " + Registration.PROTOCOL_VERSION;
            line.fail(ErrorCode.PROTOCOL_VERSION_MISMATCH, speaks);
            dismiss(register.nodeId(), CloseCode.PROTOCOL_ERROR, speaks, "protocol_version");
        } else if (problem != null) {
            line.fail(ErrorCode.INVALID_REQUEST, problem);
        } else {
            node = register.nodeId();
            latest = register;
            services.links().opened(link);
            session.hold();
            submit(register, null);
        }
    }

    /** Keys that no peer could use are refused only where they would be sent to peers. */
    private @Nullable String problem(NodeMessage.Register register) {
        String problem = Registration.problem(register);
        return problem == null && services.mesh().enabled() ? MeshKeys.problem(register) : problem;
    }

    private void submit(NodeMessage.Register register, @Nullable SessionId silent) {
        boolean taken =
                services.inbox()
                        .offer(
                                Callers.node(session, register.nodeId()),
                                Registration.command(register, session.id(), silent),
                                outcome -> session.execute(() -> registered(register, outcome)));
        if (!taken) {
            refuse(register, services.inbox().whyNot());
        }
    }

    /** The effect that admits the node has come before. */
    private void registered(NodeMessage.Register register, Outcome outcome) {
        if (session.closing()) {
            return;
        }
        switch (outcome) {
            case Outcome.Contested contested -> askHolder(register, contested.session());
            case Outcome.Refused refused -> refuse(register, refused);
            default -> {}
        }
    }

    /** Another machine holds the id: whoever answers is the node, and the other one a copy. */
    private void askHolder(NodeMessage.Register register, SessionId holder) {
        services.links()
                .ping(
                        holder,
                        PONG_WITHIN,
                        alive -> session.execute(() -> judge(register, holder, alive)));
    }

    private void judge(NodeMessage.Register register, SessionId holder, boolean alive) {
        if (session.closing()) {
            return;
        } else if (!alive) {
            submit(register, holder);
            return;
        }
        refuse(
                register,
                new Outcome.Refused(
                        ErrorCode.INVALID_REQUEST,
                        "node id "
                                + register.nodeId()
                                + " belongs to another machine, which is connected and answers:"
                                + " this one's state folder is a copy of its. Give this machine a"
                                + " state folder of its own (--state-dir), or stop the other"
                                + " agent first"));
    }

    private void refuse(NodeMessage.Register register, Outcome.Refused refused) {
        line.fail(refused.code(), refused.detail());
        session.resume();
        if (signals == null) {
            int code = refused.code().retryHelps() ? CloseCode.TRY_LATER : CloseCode.POLICY;
            dismiss(register.nodeId(), code, "registration refused", "registration_refused");
        }
    }

    void superseded() {
        String why = "a newer session registered this node";
        line.fail(ErrorCode.INVALID_REQUEST, why);
        dismiss(Objects.requireNonNull(node), CloseCode.POLICY, why, "superseded");
    }

    /** The error has been told; a client that comes back at once is slowed by a late Close. */
    private void dismiss(NodeId whose, int code, String why, String cause) {
        dismissed = true;
        Duration hold = services.damping().refused(whose, session.peer().address(), why);
        var _ = session.after(hold, () -> session.close(code, why, cause));
    }

    void admit(NodeId admitted, NodeLink link) {
        session.register(new Principal.Node(admitted));
        services.links().admitted(admitted, link);
        signals = services.telemetry().of(admitted);
        line.command(
                new NodeCommand.Registered(
                        admitted,
                        services.settings().heartbeatInterval().toSeconds(),
                        services.settings().metricsInterval().toSeconds()));
        joinMesh();
        session.resume();
        log("node registered");
    }

    private void joinMesh() {
        NodeMessage.Register register = latest;
        if (register == null || register.wireguardPublicKey() == null) {
            return;
        }
        boolean joined =
                services.mesh()
                        .joined(
                                new MeshNetwork.Newcomer(
                                        register.nodeId(),
                                        session.epoch(),
                                        register.name(),
                                        register.wireguardPublicKey(),
                                        register.wireguardEndpoint()),
                                line::command);
        if (!joined) {
            session.close(CloseCode.TRY_LATER, "the gateway is overloaded", "overloaded");
        }
    }

    /** A node that comes and goes all the time has had its line. */
    void log(String what) {
        NodeId own = node;
        Level level = own != null && services.damping().troubled(own) ? Level.DEBUG : Level.INFO;
        LOG.atLevel(level).addKeyValue("node", own).addKeyValue("peer", session.peer()).log(what);
    }
}
