package dev.clawgateway.server.dialect.claw;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.websocket.Lane;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.Session.Timer;
import dev.clawgateway.net.websocket.SessionRegistry;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.InvokeError;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@code node_invoke} from a CLI to a node and the answer back (claw protocol section 6).
 * Safe from any event loop. Whoever takes an invoke out of the table answers it, so it is answered
 * once.
 */
final class InvokeBridge {
    private static final Duration DEFAULT_TIMEOUT =
            Duration.ofMillis(CliRequest.NodeInvoke.DEFAULT_TIMEOUT_MS);

    /** The stock client gives up at 30 s, so an invoke of that length ends a little earlier. */
    private static final Duration HEAD_START = Duration.ofMillis(500);

    private final SessionRegistry sessions;
    private final ClawSettings settings;
    private final Supplier<UUID> ids;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicInteger reserved = new AtomicInteger();
    private final Map<Long, Integer> perNode = new ConcurrentHashMap<>();

    private record Pending(
            long nodeSession, CliRequest.NodeInvoke request, PendingReply reply, Timer timer) {}

    InvokeBridge(SessionRegistry sessions, ClawSettings settings, Supplier<UUID> ids) {
        this.sessions = sessions;
        this.settings = settings;
        this.ids = ids;
    }

    /** Called on the asker's event loop. */
    void invoke(CliRequest.NodeInvoke request, PendingReply reply) {
        Session node = sessions.node(request.nodeId());
        if (node == null || node.closing()) {
            reply.refuse(ErrorCode.NODE_NOT_FOUND, "node " + request.nodeId() + " has no session");
        } else if (!reserve(node.epoch())) {
            reply.refuse(ErrorCode.OVERLOADED, "too many invokes are in flight; try again");
        } else {
            forward(request, reply, node);
        }
    }

    private void forward(CliRequest.NodeInvoke request, PendingReply reply, Session node) {
        String id = ids.get().toString();
        Duration timeout = timeout(request.timeoutMs());
        Timer timer = reply.session().after(timeout, () -> expire(id));
        pending.put(id, new Pending(node.epoch(), request, reply, timer));
        reply.whenAbandoned(() -> take(id));
        NodeCommand frame =
                new NodeCommand.InvokeRequest(
                        id,
                        request.nodeId().toString(),
                        request.command(),
                        request.params(),
                        timeout.toMillis());
        byte[] utf8 = ClawCodec.writeUtf8(frame);
        if (!node.handOver(() -> node.send(Lane.COMMAND, frame.type(), utf8))) {
            fail(id, ErrorCode.OVERLOADED, "the node does not take its frames; its queue is full");
        } else if (node.closing()) {
            fail(id, ErrorCode.INTERNAL, "the node disconnected"); // perhaps missed by nodeGone
        }
    }

    private Duration timeout(long askedMillis) {
        if (askedMillis == 0 || askedMillis == DEFAULT_TIMEOUT.toMillis()) {
            return DEFAULT_TIMEOUT.minus(HEAD_START);
        }
        Duration max = settings.maxInvokeTimeout();
        return askedMillis < 0 || askedMillis > max.toMillis()
                ? max
                : Duration.ofMillis(askedMillis);
    }

    /** A node answered. Ignored unless it was asked, on this very session. */
    void answered(Session from, NodeMessage.InvokeResult result) {
        Pending asked = pending.get(result.id());
        if (asked != null && asked.nodeSession() == from.epoch() && take(result.id()) != null) {
            InvokeError error = result.error();
            asked.reply()
                    .give(
                            new CliReply.NodeInvokeResult(
                                    asked.request().nodeId(),
                                    asked.request().command(),
                                    result.ok(),
                                    result.payload(),
                                    error == null ? null : error.message()));
        }
    }

    /** A node's session has ended: nobody will answer any more. */
    void nodeGone(Session node) {
        pending.forEach((id, asked) -> {
            if (asked.nodeSession() == node.epoch()) {
                fail(id, ErrorCode.INTERNAL, "the node disconnected");
            }
        });
    }

    private void expire(String id) {
        fail(id, ErrorCode.INVOKE_TIMED_OUT, "the node did not answer in time");
    }

    private void fail(String id, ErrorCode code, String detail) {
        Pending asked = take(id);
        if (asked != null) {
            asked.reply().refuse(code, detail);
        }
    }

    private @Nullable Pending take(String id) {
        Pending taken = pending.remove(id);
        if (taken != null) {
            taken.timer().cancel();
            release(taken.nodeSession());
        }
        return taken;
    }

    private boolean reserve(long nodeSession) {
        if (reserved.incrementAndGet() > settings.maxInvokes()) {
            reserved.decrementAndGet();
            return false;
        } else if (perNode.merge(nodeSession, 1, Integer::sum) > settings.maxInvokesPerNode()) {
            release(nodeSession);
            return false;
        }
        return true;
    }

    private void release(long nodeSession) {
        reserved.decrementAndGet();
        perNode.computeIfPresent(nodeSession, (_, count) -> count > 1 ? count - 1 : null);
    }
}
