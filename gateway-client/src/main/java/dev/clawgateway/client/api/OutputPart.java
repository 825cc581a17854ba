package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload printed.
 *
 * @param first the place of the first line of each list, or where the next one will be; null from a
 *     gateway that numbers no lines
 */
public record OutputPart(
        WorkloadId workload, List<String> stdout, List<String> stderr, @Nullable Position first)
        implements GatewayAnswer {
    public OutputPart {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }

    public boolean isEmpty() {
        return stdout.isEmpty() && stderr.isEmpty();
    }

    /**
     * A place in a workload's output. Lines of a stream are numbered from 0 in the order they came.
     *
     * @param series which numbering is meant: another one began when the gateway started anew or
     *     had forgotten the output; null in a query that has seen none
     * @param stdout number of a line of stdout
     * @param stderr number of a line of stderr
     */
    public record Position(@Nullable String series, long stdout, long stderr) {
        /** Where output begins. */
        public static final Position START = new Position(null, 0, 0);
    }

    /**
     * Which lines of a workload's output are wanted.
     *
     * @param tail so many of the last lines of each stream; null for all
     * @param from the first lines wanted, to go on from there; null for the newest
     */
    public record Query(
            WorkloadId workload, @Nullable Long tail, boolean stderr, @Nullable Position from) {}
}
