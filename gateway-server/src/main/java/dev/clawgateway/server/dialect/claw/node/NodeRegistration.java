package dev.clawgateway.server.dialect.claw.node;

import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.net.gate.Paces;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.RetryHint;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.server.dialect.Identification;
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

    /** Sessions that follow each other come back far from each other, within so long. */
    private static final long STRIDE = 7919;

    private static final long SPREAD_MILLIS = 10_000;

    private final Session session;
    private final NodeServices services;
    private final NodeLine line;
    private final Identification identification;

    /** Who it is, and which labels it has by its credential: it cannot say otherwise. */
    private Authenticator.Finding.@Nullable Known known;

    /** For which it was let in: a credential may be bound to it. */
    private @Nullable String name;

    private @Nullable NodeId node;
    private NodeMessage.@Nullable Register latest;
    private @Nullable NodeSignals signals;
    private boolean dismissed;

    NodeRegistration(
            Session session, NodeServices services, NodeLine line, Identification identification) {
        this.session = session;
        this.services = services;
        this.line = line;
        this.identification = identification;
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

    /** Whether it is known who speaks here; nothing of it is told to anybody before. */
    boolean authenticated() {
        return known != null;
    }

    /** Who speaks here, once that is known. */
    Caller caller() {
        return Objects.requireNonNull(known).caller();
    }

    /** Whether the node asked which of its reports are durable. */
    boolean confirms() {
        NodeMessage.Register register = latest;
        return register != null && register.confirms();
    }

    /** Whether the node knows of fleets, and so of who may stop what. */
    boolean asksForFleet() {
        NodeMessage.Register register = latest;
        return register != null && register.fleetId() != null;
    }

    /** Whether it was refused or superseded: it is closed soon, and not listened to. */
    boolean dismissed() {
        return dismissed;
    }

    void register(NodeMessage.Register register, NodeLink link) {
        String problem = problem(register);
        if (node != null && !node.equals(register.nodeId())) {
            line.fail(ErrorCode.INVALID_REQUEST, "this session registered as " + node);
        } else if (register.protocolVersion() != RegisterTranslation.PROTOCOL_VERSION) {
            String speaks =
                    "this gateway speaks protocol version " + RegisterTranslation.PROTOCOL_VERSION;
            line.fail(ErrorCode.PROTOCOL_VERSION_MISMATCH, speaks);
            dismiss(register.nodeId(), CloseCode.PROTOCOL_ERROR, speaks, "protocol_version");
        } else if (problem != null) {
            line.fail(ErrorCode.INVALID_REQUEST, problem);
        } else {
            node = register.nodeId();
            session.hold();
            authenticate(register, link);
        }
    }

    /** Keys that no peer could use are refused only where they would be sent to peers. */
    private @Nullable String problem(NodeMessage.Register register) {
        String problem = RegisterTranslation.problem(register);
        return problem == null && services.mesh().enabled() ? MeshKeys.problem(register) : problem;
    }

    /** The session is held meanwhile, so that what follows is handled after it. */
    private void authenticate(NodeMessage.Register register, NodeLink link) {
        if (known != null && register.name().equals(name)) {
            submit(register, link, known);
            return;
        }
        Principal as = new Principal.Node(register.nodeId());
        identification.of(as, register.name(), finding -> begin(register, link, finding));
    }

    private void begin(
            NodeMessage.Register register, NodeLink link, Authenticator.Finding finding) {
        switch (finding) {
            case Authenticator.Finding.Known found -> {
                known = found;
                name = register.name();
                submit(register, link, found);
            }
            case Authenticator.Finding.Refused(String why) ->
                    refuse(ErrorCode.PERMISSION_DENIED, why);
            case Authenticator.Finding.Later(String why, _) ->
                    refuse(ErrorCode.PERMISSION_DENIED, why);
        }
    }

    private void submit(
            NodeMessage.Register register, NodeLink link, Authenticator.Finding.Known who) {
        Duration pause = services.paces().registers(services.time().nanos());
        if (!pause.isZero()) {
            services.traffic().refused("registration_rate");
            refuseForNow(pause);
            return;
        }
        latest = register;
        services.operations()
                .register(
                        who.caller(),
                        RegisterTranslation.command(register, session.id(), who.labels()),
                        link);
    }

    /** Instead of being admitted. */
    void refuse(ErrorCode why, String detail) {
        line.fail(why, detail);
        session.resume();
        if (signals == null) {
            int code = why.retryHelps() ? CloseCode.TRY_LATER : CloseCode.POLICY;
            dismiss(
                    Objects.requireNonNull(node),
                    code,
                    "registration refused",
                    "registration_refused");
        }
    }

    /** There are too many at once; not all of them are to come back at the same moment. */
    private void refuseForNow(Duration pause) {
        String why = "too many nodes register at once; try again in " + Paces.seconds(pause) + " s";
        line.fail(ErrorCode.OVERLOADED, why);
        session.resume();
        if (signals == null) {
            Duration back = pause.plusMillis(1000 + session.epoch() * STRIDE % SPREAD_MILLIS);
            dismiss(
                    Objects.requireNonNull(node),
                    CloseCode.TRY_LATER,
                    RetryHint.in("too many registrations", back),
                    "registration_rate");
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
        signals.runsAgent(Objects.requireNonNull(latest).agentVersion());
        line.command(
                new NodeCommand.Registered(
                        admitted,
                        services.settings().heartbeatInterval().toSeconds(),
                        services.settings().metricsInterval().toSeconds(),
                        asksForFleet() ? services.fleet().get() : null));
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

    /** The session has ended. */
    void ended() {
        identification.ended();
    }

    /** A node that comes and goes all the time has had its line. */
    void log(String what) {
        NodeId own = node;
        Level level = own != null && services.damping().troubled(own) ? Level.DEBUG : Level.INFO;
        LOG.atLevel(level).addKeyValue("node", own).addKeyValue("peer", session.peer()).log(what);
    }
}
