package dev.clawgateway.server.dialect.discovery;

import dev.clawgateway.control.operations.discovery.DiscoveryOperations;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do with the registry, in the family of paths that is theirs. */
final class OperatorRequests {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRequests.class);

    private final DiscoveryOperations operations;
    private final DiscoveryReplies replies;

    OperatorRequests(DiscoveryOperations operations, Executor slow, ErrorForm errors) {
        this.operations = operations;
        replies = new DiscoveryReplies(errors, slow);
    }

    void reset(Exchange exchange) {
        operations.reset(
                DiscoveryCallers.somebody(exchange),
                replies.later(
                        exchange,
                        done -> {
                            LOG.atInfo()
                                    .addKeyValue("peer", exchange.peer())
                                    .addKeyValue("members", done.removed())
                                    .log("the discovery registry starts over");
                            return new DiscoveryAnswer.WasReset(done.removed(), done.version());
                        }));
    }
}
