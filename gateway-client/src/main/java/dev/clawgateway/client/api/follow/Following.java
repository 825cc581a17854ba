package dev.clawgateway.client.api.follow;

import dev.clawgateway.client.api.NodeDetails;
import dev.clawgateway.client.api.NodeQuery;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway whose news are followed. Connections are made anew as often as they break, for five
 * minutes each time. Throws what {@link dev.clawgateway.client.api.GatewayApi} does.
 */
public interface Following extends AutoCloseable {
    /**
     * What a workload prints, from the beginning of what is kept until nothing can follow.
     *
     * @param stderr whether that is wanted too
     * @param tail begin with so many of the last lines of each stream; null for all that are kept
     */
    News<OutputNews> output(WorkloadId workload, boolean stderr, @Nullable Long tail);

    /** Workloads as they are, then as they become other ones. Never ends by itself. */
    News<ListNews<WorkloadView>> workloads(WorkloadQuery query);

    /**
     * Nodes as they are, then as they become other ones. Never ends by itself. What they have is
     * told in short: without profiles and readings.
     */
    News<ListNews<NodeDetails>> nodes(NodeQuery query);

    /**
     * Waits until a workload is in one of these states, or cannot come into any.
     *
     * @param most how long
     */
    Waited await(WorkloadId workload, Set<WorkloadState> states, Duration most);

    /** Ends all that is followed. */
    @Override
    void close();
}
