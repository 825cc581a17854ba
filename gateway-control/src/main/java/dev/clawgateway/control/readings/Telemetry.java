package dev.clawgateway.control.readings;

import dev.clawgateway.core.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The latest signals of every node, kept while the node is remembered. Safe from any thread. */
public final class Telemetry {
    /** Readings may be on their way for so long. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Map<NodeId, NodeSignals> byNode = new ConcurrentHashMap<>();
    private final HistorySpace space;
    private volatile Duration stale = LATE;

    public Telemetry(HistoryLimits limits) {
        space = new HistorySpace(limits);
    }

    /** Where a registered node's session writes. */
    public NodeSignals of(NodeId node) {
        return byNode.computeIfAbsent(node, _ -> new NodeSignals(space));
    }

    /** Null when the node has sent nothing since the gateway started. */
    public @Nullable NodeSignals find(NodeId node) {
        return byNode.get(node);
    }

    /** Every node with signals, in no order. */
    public void forEach(BiConsumer<NodeId, NodeSignals> reader) {
        byNode.forEach(reader);
    }

    /** Nodes are told to measure so often, from now on. */
    public void expectEvery(Duration interval) {
        stale = interval.multipliedBy(2).plus(LATE);
    }

    /** Whether a node's readings say how its devices are, and not how they were. */
    public boolean fresh(NodeSignals signals, Instant now) {
        Instant at = signals.measuredAt();
        return at != null && at.plus(stale).isAfter(now);
    }

    /** What is kept of a node that measured nothing. */
    public History nothing(Instant now) {
        return new NodeHistory(space).until(now);
    }

    /**
     * Drops the signals of nodes that are not remembered any more, and what is older than is kept.
     */
    public void retain(Predicate<NodeId> remembered, Instant now) {
        byNode.forEach((node, signals) -> {
            if (remembered.test(node)) {
                signals.expire(now);
            } else if (byNode.remove(node, signals)) {
                signals.forget();
            }
        });
    }

    /** Devices of which a history is kept; at the limit those of others are not. */
    public int histories() {
        return space.taken();
    }

    public HistoryLimits limits() {
        return space.limits();
    }
}
