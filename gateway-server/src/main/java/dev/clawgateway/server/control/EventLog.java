package dev.clawgateway.server.control;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.state.Change;
import dev.clawgateway.core.state.ClusterView;
import dev.clawgateway.core.state.Event;
import dev.clawgateway.core.state.NodeRecord;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log what operators should not have to look for among the events. */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final ClusterView view;

    EventLog(ClusterView view) {
        this.view = view;
    }

    /** Of a batch that is durable and published. */
    void log(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.EventRecorded(Event event)
                    && event.kind() == Event.Kind.NODE_LOST) {
                NodeRecord node = view.node(new NodeId(UUID.fromString(event.subject())));
                LOG.atWarn()
                        .addKeyValue("node", event.subject())
                        .addKeyValue("name", node == null ? null : node.name())
                        .addKeyValue("lost", event.detail())
                        .log("node lost");
            }
        }
    }
}
