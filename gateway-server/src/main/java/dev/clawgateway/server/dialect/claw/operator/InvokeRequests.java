package dev.clawgateway.server.dialect.claw.operator;

import dev.clawgateway.control.invocations.Invocation;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.invocations.PendingInvocations;
import dev.clawgateway.control.operations.InvocationOperations;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code node_invoke} of the CLI (claw protocol section 6). */
final class InvokeRequests {
    private static final Duration DEFAULT_TIMEOUT =
            Duration.ofMillis(CliRequest.NodeInvoke.DEFAULT_TIMEOUT_MS);

    /** The stock client gives up at 30 s, so an invoke of that length ends a little earlier. */
    private static final Duration HEAD_START = Duration.ofMillis(500);

    private final InvocationOperations invocations;

    InvokeRequests(InvocationOperations invocations) {
        this.invocations = invocations;
    }

    void invoke(CliRequest.NodeInvoke request, PendingReply reply) {
        PendingInvocations.Ticket ticket =
                invocations.invoke(
                        reply.caller(),
                        new Invocation(
                                request.nodeId(),
                                request.command(),
                                request.params(),
                                timeout(request.timeoutMs())),
                        reply.told(result -> result(request, result)));
        reply.whenAbandoned(ticket::abandon);
    }

    private static @Nullable Duration timeout(long askedMillis) {
        if (askedMillis == 0 || askedMillis == DEFAULT_TIMEOUT.toMillis()) {
            return DEFAULT_TIMEOUT.minus(HEAD_START);
        }
        return askedMillis < 0 ? null : Duration.ofMillis(askedMillis);
    }

    private static CliReply result(CliRequest.NodeInvoke request, InvocationResult result) {
        return new CliReply.NodeInvokeResult(
                request.nodeId(),
                request.command(),
                result.ok(),
                payload(result.payload()),
                result.error());
    }

    private static @Nullable JsonNode payload(@Nullable String json) {
        try {
            return json == null ? null : JsonTree.parse(json);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("a node's answer was read once already", e);
        }
    }
}
