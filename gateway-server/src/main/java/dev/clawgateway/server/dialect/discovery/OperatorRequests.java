package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.control.operations.discovery.DiscoveryResetDone;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do with the registry, in the family of paths that is theirs. */
final class OperatorRequests {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRequests.class);

    private final DiscoveryOperations operations;
    private final DiscoveryReplies replies;
    private final DiscoveryCallers callers;

    OperatorRequests(
            DiscoveryOperations operations, DiscoveryReplies replies, DiscoveryCallers callers) {
        this.operations = operations;
        this.replies = replies;
        this.callers = callers;
    }

    void reset(Exchange exchange) {
        callers.somebody(
                exchange,
                caller ->
                        operations.reset(
                                caller, replies.later(exchange, done -> wasReset(exchange, done))));
    }

    private static DiscoveryAnswer wasReset(Exchange exchange, DiscoveryResetDone done) {
        LOG.atInfo()
                .addKeyValue("peer", exchange.peer())
                .addKeyValue("members", done.removed())
                .log("the discovery registry starts over");
        return new DiscoveryAnswer.WasReset(done.removed(), done.version());
    }
}
