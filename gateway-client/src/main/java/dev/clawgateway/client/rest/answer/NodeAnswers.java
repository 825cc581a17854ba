package dev.clawgateway.client.rest.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes, their devices, and maintenance windows. Members that the gateway leaves out are null. */
public final class NodeAnswers {
    private NodeAnswers() {}

    /**
     * What became of a change.
     *
     * @param changed whether it is otherwise now than it was
     */
    public record Changed(boolean changed) {}

    /** A model count, as the API shows it. */
    public record ModelCount(String model, long count) {}

    /** A missing device, as the API shows it. */
    public record MissingDevice(long index, @Nullable String uuid) {}

    /** An unhealthy device, as the API shows it. */
    public record UnhealthyDevice(long index, String reason) {}

    /**
     * What becomes of its GPUs, in thousandths of devices; the three sum to all it has.
     *
     * @param missing devices that are held and that the node no longer has
     * @param unhealthy devices that get no new work, held or not
     */
    public record GpuUse(
            long allocatedMilli,
            long freeMilli,
            long unavailableMilli,
            @Nullable String unavailableReason,
            @Nullable List<MissingDevice> missing,
            @Nullable List<UnhealthyDevice> unhealthy) {}

    /** Absent while it is not cordoned. */
    public record Cordon(Instant since, @Nullable String reason) {}

    /**
     * The window that is on or comes next; absent for none.
     *
     * @param closed whether the node takes no new work for it already
     */
    public record NodeMaintenance(String name, Instant from, Instant until, boolean closed) {}

    /** How far its drain is; absent while it is not drained. */
    public record DrainProgress(
            String phase,
            @Nullable Instant since,
            @Nullable Instant deadline,
            @Nullable Instant graceUntil,
            @Nullable Instant drained) {}

    /**
     * A node, as the API shows it.
     *
     * @param availability whether it takes new work, or the strongest reason why it does not
     * @param totalVramMib over its GPUs
     * @param cpuMillis thousandths of a core
     * @param runningWorkloads those that hold anything on it
     * @param labels in force, by key
     * @param lastHeartbeat null when none came since the gateway started
     * @param avoided why it is left alone for a while; absent while it is not
     * @param unsure it is silent as many others are, so that nobody knows which side is at fault.
     *     Absent for false
     */
    public record Node(
            String nodeId,
            String name,
            String state,
            String availability,
            long revision,
            long gpuCount,
            long totalVramMib,
            long cpuMillis,
            long memoryMib,
            long runningWorkloads,
            List<ModelCount> models,
            Map<String, String> labels,
            GpuUse gpuUse,
            @Nullable Instant lastHeartbeat,
            @Nullable Cordon cordon,
            @Nullable String avoided,
            @Nullable Boolean unsure,
            @Nullable NodeMaintenance maintenance,
            @Nullable DrainProgress drain) {}

    /** A node taint, as the API shows it. */
    public record NodeTaint(String key, String value) {}

    /** A node condition, as the API shows it. */
    public record NodeCondition(
            String type, boolean satisfied, @Nullable String reason, Instant lastUpdated) {}

    /**
     * A device holder, as the API shows it.
     *
     * @param workloadId null for one that the caller may not see
     */
    public record DeviceHolder(
            @Nullable String workloadId, long milli, long memoryMib, @Nullable String migProfile) {}

    /**
     * A device reading, as the API shows it.
     *
     * @param measuredAt by the gateway's clock
     */
    public record DeviceReading(
            Instant measuredAt,
            long utilizationPercent,
            long memoryUsedMib,
            long memoryTotalMib,
            long temperatureCelsius,
            @Nullable Double powerWatts) {}

    /**
     * A device, as the API shows it.
     *
     * @param index its number on its node
     * @param uuid the vendor's id; empty where the node gives none
     * @param migProfiles what it can be cut into; absent for nothing
     * @param links GPUs of the same node that it has a direct link to; absent for none
     * @param heldMilli thousandths that workloads hold
     * @param unavailableReason why what nobody holds of it cannot be had; null where it can
     * @param unhealthy what a condition says of it; null while it is well
     * @param idle held by the same for 15 minutes, and used under 5 percent all the while
     * @param reading the last one; null when none came since the gateway started
     */
    public record Device(
            long index,
            String model,
            String uuid,
            long memoryMib,
            @Nullable List<String> migProfiles,
            @Nullable List<Long> links,
            long heldMilli,
            List<DeviceHolder> holders,
            @Nullable String unavailableReason,
            @Nullable String unhealthy,
            boolean idle,
            @Nullable DeviceReading reading) {}

    /**
     * A node with all that is known of it.
     *
     * @param node what lists show of it too
     * @param runtimes what can run there; empty where it does not say
     * @param devices in the node's own order
     * @param agentVersion null where the agent did not say, or was not heard since the gateway
     *     started
     */
    public record NodeDetail(
            @JsonUnwrapped Node node,
            List<String> runtimes,
            List<NodeTaint> taints,
            List<NodeCondition> conditions,
            List<Device> devices,
            Instant firstSeenAt,
            Instant registeredAt,
            @Nullable String agentVersion) {}

    /**
     * What a device measured. A column has a point for each step, the last of which is not over
     * yet; null where nothing was measured.
     *
     * @param index the device's number on its node
     */
    public record DeviceReadings(
            long index,
            List<@Nullable Long> utilizationPercent,
            List<@Nullable Long> utilizationMaxPercent,
            List<@Nullable Long> memoryUsedMib,
            List<@Nullable Long> temperatureCelsius,
            List<@Nullable Long> powerWatts) {}

    /**
     * What devices measured, in steps of the same length.
     *
     * @param from when the first step begins
     * @param devices by index. Devices of which nothing is kept are not in it
     */
    public record Readings(Instant from, long stepSecs, List<DeviceReadings> devices) {}

    /**
     * An invoke answer, as the API shows it.
     *
     * @param payload what the node answered; any JSON, null for nothing
     */
    public record InvokeAnswer(
            String nodeId,
            String command,
            boolean ok,
            @Nullable Object payload,
            @Nullable String error) {}

    /**
     * A maintenance window, as the API shows it.
     *
     * @param selector labels, all of which another node must have to be concerned; empty for none
     * @param from when what runs there is to be gone
     * @param leadSecs how long before from the nodes take no new work
     */
    public record MaintenanceWindow(
            String name,
            List<String> nodes,
            Map<String, String> selector,
            Instant from,
            Instant until,
            long leadSecs,
            @Nullable String reason,
            String phase,
            long revision) {}

    /** A maintenance list, as the API shows it. */
    public record MaintenanceList(List<MaintenanceWindow> items) {}
}
