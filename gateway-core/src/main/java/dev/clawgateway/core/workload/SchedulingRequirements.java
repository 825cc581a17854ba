package dev.clawgateway.core.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a workload asks of the scheduler beyond its base resources.
 *
 * @param gpu replaces the spec's plain GPU count; null when that count says it all
 * @param parallel several runs of the spec; null for one
 * @param gang the runs start together; null when each may start alone. Needs {@code parallel}
 * @param policy placement policy by name, such as {@code spread}; null for the gateway's default
 * @param restart what follows when an attempt has ended
 */
public record SchedulingRequirements(
        List<SchedulingGate> gates,
        @Nullable GpuRequirement gpu,
        NodeRequirements node,
        NeighbourRequirements neighbours,
        QueueTerms queue,
        @Nullable Parallel parallel,
        @Nullable Gang gang,
        @Nullable String policy,
        RestartPolicy restart) {
    public static final SchedulingRequirements NONE =
            new SchedulingRequirements(
                    List.of(),
                    null,
                    NodeRequirements.NONE,
                    NeighbourRequirements.NONE,
                    QueueTerms.DEFAULT,
                    null,
                    null,
                    null);

    public SchedulingRequirements {
        gates = List.copyOf(gates);
    }

    /** Of what is not started again. */
    public SchedulingRequirements(
            List<SchedulingGate> gates,
            @Nullable GpuRequirement gpu,
            NodeRequirements node,
            NeighbourRequirements neighbours,
            QueueTerms queue,
            @Nullable Parallel parallel,
            @Nullable Gang gang,
            @Nullable String policy) {
        this(gates, gpu, node, neighbours, queue, parallel, gang, policy, RestartPolicy.NEVER);
    }

    /** The same with another restart policy. */
    public SchedulingRequirements with(RestartPolicy other) {
        return new SchedulingRequirements(
                gates, gpu, node, neighbours, queue, parallel, gang, policy, other);
    }

    /** The same, waiting on other terms. */
    public SchedulingRequirements with(QueueTerms other) {
        return new SchedulingRequirements(
                gates, gpu, node, neighbours, other, parallel, gang, policy, restart);
    }

    /** The same of other GPUs; null where the spec's plain count says it all. */
    public SchedulingRequirements with(@Nullable GpuRequirement other) {
        return new SchedulingRequirements(
                gates, other, node, neighbours, queue, parallel, gang, policy, restart);
    }

    /** The same, placed by another policy; null for the gateway's default. */
    public SchedulingRequirements by(@Nullable String other) {
        return new SchedulingRequirements(
                gates, gpu, node, neighbours, queue, parallel, gang, other, restart);
    }
}
