package dev.clawgateway.client.rest.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fleet as a whole, and its queue. Members that the gateway leaves out are null. */
public final class FleetAnswers {
    private FleetAnswers() {}

    /**
     * By readings that are not too old, of nodes that are connected.
     *
     * @param read devices with such a reading
     * @param percent mean utilisation of those; null without any
     * @param allocatedRead those of them that are held
     * @param allocatedPercent mean utilisation of those
     * @param idle held by the same for 15 minutes, and used under 5 percent all the while
     */
    public record GpuUtilization(
            long read,
            @Nullable Double percent,
            long allocatedRead,
            @Nullable Double allocatedPercent,
            long idle) {}

    /**
     * What becomes of devices, in thousandths: what is allocated, free and unavailable sums to all
     * there is.
     */
    public record GpuCapacity(
            long count,
            long allocatedMilli,
            long freeMilli,
            long unavailableMilli,
            Map<String, Long> unavailable,
            GpuUtilization use) {}

    /**
     * A more fit, as the API shows it.
     *
     * @param leftOver free GPUs that no further such request could have
     */
    public record MoreFit(long gpus, long requests, long leftOver) {}

    /**
     * A model capacity, as the API shows it.
     *
     * @param unhealthy devices that get no new work, held or not
     * @param moreFit how many more requests for so many whole GPUs of one node would start now,
     *     each kind alone, that ask for nothing else; what is reserved for others is not free. Null
     *     where the engine knows none of these devices yet
     */
    public record ModelCapacity(
            String model,
            long count,
            long unhealthy,
            long allocatedMilli,
            long freeMilli,
            long unavailableMilli,
            Map<String, Long> unavailable,
            GpuUtilization use,
            @Nullable List<MoreFit> moreFit) {}

    /** A host capacity, as the API shows it. */
    public record HostCapacity(
            long total, long allocated, long free, Map<String, Long> unavailable) {}

    /**
     * A waiting reason, as the API shows it.
     *
     * @param text the same for people, where it is nodes that refuse
     */
    public record WaitingReason(String reason, long workloads, @Nullable String text) {}

    /**
     * An oldest, as the API shows it.
     *
     * @param workloadId null for one that the caller may not see
     */
    public record Oldest(@Nullable String workloadId, Instant since) {}

    /**
     * A fleet waiting, as the API shows it.
     *
     * @param reasons what they wait for, most workloads first. They are counted as of the last
     *     second or so
     * @param oldest who has waited longest without a gate; null for nobody
     */
    public record FleetWaiting(long total, List<WaitingReason> reasons, @Nullable Oldest oldest) {}

    /**
     * A fleet, as the API shows it.
     *
     * @param nodes how many there are, by whether they take new work
     * @param models the same by model; those with most devices first
     * @param missingGpusMilli thousandths of devices that are held and that their nodes no longer
     *     have
     * @param unhealthyGpus devices that get no new work, held or not
     * @param workloads how many there are, by state
     */
    public record Fleet(
            Instant at,
            long nodesTotal,
            Map<String, Long> nodes,
            GpuCapacity gpus,
            List<ModelCapacity> models,
            long missingGpusMilli,
            long unhealthyGpus,
            HostCapacity cpuMillis,
            HostCapacity memoryMib,
            Map<String, Long> workloads,
            FleetWaiting waiting) {}

    /**
     * A fleet map, as the API shows it.
     *
     * @param states what the numbers of state mean
     * @param models what the numbers of model mean
     * @param nodeDevices how many devices each node has
     * @param model one for each device, as the following columns
     * @param heldPercent how much workloads hold
     * @param utilizationPercent null where there is no reading, or it is too old
     * @param temperatureCelsius likewise
     */
    public record FleetMap(
            Instant at,
            long revision,
            List<String> states,
            List<String> models,
            List<String> nodeIds,
            List<String> nodeNames,
            List<Long> nodeDevices,
            List<Long> model,
            List<Long> state,
            List<Long> heldPercent,
            List<@Nullable Long> utilizationPercent,
            List<@Nullable Long> temperatureCelsius) {}

    /** A refusal count, as the API shows it. */
    public record RefusalCount(String reason, long nodes, String text) {}

    /**
     * A queue entry, as the API shows it.
     *
     * @param workloadId names a gang by its first worker
     * @param name the submitter's name for it; absent for none
     * @param members workers that start together; 1 unless it is a gang
     * @param position its place in the queue of its virtual cluster
     * @param gpus that each member asks for, of one node
     * @param neverHere it would not fit even with every node empty
     * @param reason why it waits, in words
     * @param refusals nodes by the first check they fail, most nodes first
     * @param blockers what else holds it back, in words
     * @param reserved what is kept for it until it fits, in words; null when nothing is
     * @param expectedStart null where it cannot be known
     */
    public record QueueEntry(
            String workloadId,
            @Nullable String name,
            String virtualCluster,
            long priority,
            long members,
            long position,
            long gpus,
            long cpuMillis,
            long memoryMib,
            Instant submittedAt,
            long ageSecs,
            boolean neverHere,
            String reason,
            List<RefusalCount> refusals,
            List<String> blockers,
            @Nullable String reserved,
            @Nullable Instant expectedStart) {}

    /** A move, as the API shows it. */
    public record Move(String workloadId, String from, String to) {}

    /**
     * A queue moves, as the API shows it.
     *
     * @param workloadId who could start then; null for nobody
     * @param moves workloads to stop and to start again elsewhere
     */
    public record QueueMoves(@Nullable String workloadId, List<Move> moves) {}
}
