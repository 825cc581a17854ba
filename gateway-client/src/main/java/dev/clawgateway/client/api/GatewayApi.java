package dev.clawgateway.client.api;

/**
 * One gateway to ask. Every call waits for its answer, may be made by any thread, and throws
 *
 * <ul>
 *   <li>{@link RefusedException} when the gateway refused,
 *   <li>{@link GatewayException} when there was no answer, or none that can be read.
 * </ul>
 */
public interface GatewayApi extends AutoCloseable {
    /** Where it is, as people write it; never shows a token. */
    String address();

    ClusterStatus status();

    /** Begins maintenance with false: nothing new is placed, what runs goes on. True ends it. */
    Done.ServingSet setServing(boolean serving);

    NodeApi nodes();

    WorkloadApi workloads();

    QueueApi queue();

    VirtualClusterApi virtualClusters();

    /** Ends the conversation; what is still under way gets no answer. */
    @Override
    void close();
}
