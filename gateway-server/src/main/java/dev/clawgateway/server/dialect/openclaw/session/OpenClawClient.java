package dev.clawgateway.server.dialect.openclaw.session;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.connect.ClientInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One connection that was let in, from its {@code hello-ok} on. What it is does not change: who is
 * to be something else connects again. Safe from any thread.
 */
public final class OpenClawClient {
    /** A close code of the dialect's own: what somebody came in by counts no more. */
    public static final int INVALIDATED = 4001;

    /** Answers to nodes stay below what the GPU agents can read. */
    private static final int MAX_NODE_BYTES = 15 << 20;

    private static final int MAX_OPERATOR_BYTES = 26_214_400;

    private final Session session;
    private final Identity identity;

    /** Of the events so far; the event loop's. */
    private long seq;

    /** Somebody on a session. */
    public OpenClawClient(Session session, Identity identity) {
        this.session = session;
        this.identity = identity;
    }

    /**
     * Who it is, and what it may do.
     *
     * @param connId of the connection, unique over the life of the gateway
     * @param caller for operations: a node or an operator, with the rights that its scopes come to
     * @param scopes granted, not those asked for
     * @param deviceId 64 hexadecimal digits; null without a device
     * @param caps coarse capabilities, as declared
     * @param commands that a node can run, as declared
     * @param permissions of a node's operating system
     * @param pathEnv of a node; empty for none
     * @param bySecret whether it was let in by the secret that all clients share
     * @param protocol 3 or 4
     */
    public record Identity(
            String connId,
            Caller caller,
            ClientRole role,
            List<String> scopes,
            @Nullable String deviceId,
            ClientInfo info,
            List<String> caps,
            List<String> commands,
            Map<String, Boolean> permissions,
            String pathEnv,
            boolean bySecret,
            int protocol,
            Generation generation,
            Instant connectedAt) {
        public Identity {
            scopes = List.copyOf(scopes);
            caps = List.copyOf(caps);
            commands = List.copyOf(commands);
            permissions = Map.copyOf(permissions);
        }
    }

    /** The node that a device is: the same as long as it has its key. */
    public static NodeId nodeId(String deviceId) {
        return new NodeId(UUID.nameUUIDFromBytes(deviceId.getBytes(StandardCharsets.US_ASCII)));
    }

    public Session session() {
        return session;
    }

    public Identity identity() {
        return identity;
    }

    public String connId() {
        return identity.connId;
    }

    public Caller caller() {
        return identity.caller;
    }

    public ClientRole role() {
        return identity.role;
    }

    public List<String> scopes() {
        return identity.scopes;
    }

    /** Null without a device. */
    public @Nullable String deviceId() {
        return identity.deviceId;
    }

    public ClientInfo info() {
        return identity.info;
    }

    public List<String> caps() {
        return identity.caps;
    }

    /** As declared: what may be asked of it is less. */
    public List<String> commands() {
        return identity.commands;
    }

    public int protocol() {
        return identity.protocol;
    }

    public Generation generation() {
        return identity.generation;
    }

    public Instant connectedAt() {
        return identity.connectedAt;
    }

    /** Whether its scopes hold this one, by itself or in something wider. Nodes have none. */
    public boolean may(String scope) {
        return identity.role == ClientRole.OPERATOR && Scopes.contain(identity.scopes, scope);
    }

    /** Answers a request of its. One that is too large for it becomes an error. */
    public void answer(String requestId, JsonNode payload) {
        answer(requestId, payload, () -> {});
    }

    /**
     * The same with a sequel.
     *
     * @param whenWritten runs on the event loop once the answer is in the socket, or never
     */
    public void answer(String requestId, JsonNode payload, Runnable whenWritten) {
        byte[] utf8 = OpenClawFrames.write(OpenClawFrame.Response.of(requestId, payload));
        if (utf8.length > maxBytes()) {
            fail(
                    requestId,
                    OpenClawError.unavailable("the answer would be too large; narrow the request"),
                    whenWritten);
            return;
        }
        session.send(FrameKind.REPLY, "res", utf8, whenWritten);
    }

    /** The largest message that it reads, in bytes. */
    public int maxBytes() {
        return identity.role == ClientRole.NODE ? MAX_NODE_BYTES : MAX_OPERATOR_BYTES;
    }

    /** Answers a request of its: it failed. */
    public void fail(String requestId, OpenClawError error) {
        fail(requestId, error, () -> {});
    }

    /** The same with a sequel. */
    public void fail(String requestId, OpenClawError error, Runnable whenWritten) {
        session.send(
                FrameKind.REPLY,
                "res",
                OpenClawFrames.write(OpenClawFrame.Response.of(requestId, error)),
                whenWritten);
    }

    /**
     * Sends an event to this connection alone, without a number.
     *
     * @param event from a fixed set
     * @return false when it would go nowhere: the session is closing, or the event is too large
     */
    public boolean tell(String event, JsonNode payload) {
        if (session.closing()) {
            return false;
        }
        byte[] utf8 = OpenClawFrames.write(new OpenClawFrame.Event(event, payload));
        if (utf8.length > maxBytes()) {
            return false;
        }
        session.send(FrameKind.COMMAND, event, utf8);
        return true;
    }

    /** The number of its next event, from 1; used up by asking. Event loop only. */
    public long nextSeq() {
        return ++seq;
    }

    /** As logs name it. */
    @Override
    public String toString() {
        return identity.role.text() + " " + identity.info.id() + " " + identity.connId;
    }
}
