package dev.clawgateway.client.operator;

import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.api.ClusterStatus;
import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.NodeApi;
import dev.clawgateway.client.api.QueueApi;
import dev.clawgateway.client.api.VirtualClusterApi;
import dev.clawgateway.client.api.WorkloadApi;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A gateway to ask, over the claw dialect. */
public final class GatewayClient implements GatewayApi {
    private final String address;
    private final Dialogue dialogue;
    private final Questions questions;

    GatewayClient(String address, Dialogue dialogue) {
        this.address = address;
        this.dialogue = dialogue;
        this.questions = new Questions(dialogue);
    }

    /**
     * Connects and says hello.
     *
     * @param version of the program that asks
     * @throws dev.clawgateway.client.api.UnreachableException saying what was in the way
     */
    public static GatewayApi connect(Endpoint endpoint, String version) {
        return new GatewayClient(endpoint.toString(), SocketDialogue.open(endpoint, version));
    }

    /**
     * Connects when first asked, and anew as often as the connection breaks, for five minutes each
     * time. For one thread, and for questions that change nothing: one may be asked twice.
     *
     * @param random for the waits between the tries
     */
    public static GatewayApi lasting(
            Endpoint endpoint,
            String version,
            ConnectionNotices notices,
            Time time,
            RandomGenerator random) {
        return new GatewayClient(
                endpoint.toString(),
                new LastingDialogue(
                        () -> SocketDialogue.open(endpoint, version), notices, time, random));
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public ClusterStatus status() {
        CliReply.Status status = questions.ask(new CliRequest.GetStatus(), CliReply.Status.class);
        return new ClusterStatus(
                status.nodeCount(),
                status.healthyNodes(),
                status.gpuCount(),
                status.activeWorkloads(),
                status.totalVramMib(),
                status.gatewayVersion(),
                Duration.ofSeconds(status.uptimeSecs()),
                status.serving(),
                status.massSilence());
    }

    @Override
    public Done.ServingSet setServing(boolean serving) {
        CliRequest request = new CliRequest.SetServing(serving);
        return new Done.ServingSet(questions.ask(request, CliReply.ServingSet.class).serving());
    }

    @Override
    public NodeApi nodes() {
        return new ClawNodes(questions);
    }

    @Override
    public WorkloadApi workloads() {
        return new ClawWorkloads(questions);
    }

    @Override
    public QueueApi queue() {
        return new ClawQueue(questions);
    }

    @Override
    public VirtualClusterApi virtualClusters() {
        return new ClawVirtualClusters(questions);
    }

    @Override
    public void close() {
        dialogue.close();
    }
}
