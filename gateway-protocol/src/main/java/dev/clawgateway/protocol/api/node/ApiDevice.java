package dev.clawgateway.protocol.api.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device of a node, and what becomes of it.
 *
 * @param index its number on its node
 * @param uuid the vendor's id; empty where the node gives none
 * @param migProfiles what it can be cut into; empty for nothing
 * @param links GPUs of the same node that it has a direct link to
 * @param heldMilli thousandths that workloads hold
 * @param unavailableReason why what nobody holds of it cannot be had; null where it can
 * @param unhealthy what a condition says of it; null while it is well
 * @param idle held by the same for 15 minutes, and used under 5 percent all the while
 * @param reading the last one; null when none came since the gateway started
 */
public record ApiDevice(
        int index,
        String model,
        String uuid,
        long memoryMib,
        List<String> migProfiles,
        List<Integer> links,
        int heldMilli,
        List<Holder> holders,
        @Nullable String unavailableReason,
        @Nullable String unhealthy,
        boolean idle,
        @Nullable Reading reading) {
    public static final Kind<ApiDevice> KIND = Kinds.object(ApiDevice::read, ApiDevice::members);

    private static final Kind<Reading> READING = Kinds.object(Reading::read, Reading::members);
    private static final Kind<List<Holder>> HOLDERS =
            Kinds.list(Kinds.object(Holder::read, Holder::members));

    public ApiDevice {
        migProfiles = List.copyOf(migProfiles);
        links = List.copyOf(links);
        holders = List.copyOf(holders);
    }

    /**
     * Who holds a part of it, or all.
     *
     * @param workload null for one that the caller may not see
     * @param milli thousandths of the device
     * @param memoryMib of its memory
     * @param migProfile the slice held; null for none
     */
    public record Holder(
            @Nullable WorkloadId workload, int milli, long memoryMib, @Nullable String migProfile) {
        private static void members(Holder holder, MemberWriter out) {
            out.nullable("workload_id", ClawKinds.WORKLOAD_ID, holder.workload)
                    .required("milli", Kinds.COUNT, holder.milli)
                    .required("memory_mib", Kinds.U64, holder.memoryMib)
                    .optional("mig_profile", Kinds.TEXT, holder.migProfile);
        }

        private static Holder read(Members m) throws JsonFormatException {
            return new Holder(
                    m.optional("workload_id", ClawKinds.WORKLOAD_ID),
                    m.required("milli", Kinds.COUNT),
                    m.required("memory_mib", Kinds.U64),
                    m.optional("mig_profile", Kinds.TEXT));
        }
    }

    /**
     * What it measured.
     *
     * @param measured by the gateway's clock
     * @param powerWatts null when the device does not say
     */
    public record Reading(
            Instant measured,
            int utilizationPercent,
            long memoryUsedMib,
            long memoryTotalMib,
            long temperatureCelsius,
            @Nullable Float powerWatts) {
        private static void members(Reading reading, MemberWriter out) {
            out.required("measured_at", Kinds.TIME, reading.measured)
                    .required("utilization_percent", Kinds.COUNT, reading.utilizationPercent)
                    .required("memory_used_mib", Kinds.U64, reading.memoryUsedMib)
                    .required("memory_total_mib", Kinds.U64, reading.memoryTotalMib)
                    .required("temperature_celsius", Kinds.U64, reading.temperatureCelsius)
                    .nullable("power_watts", Kinds.F32, reading.powerWatts);
        }

        private static Reading read(Members m) throws JsonFormatException {
            return new Reading(
                    m.required("measured_at", Kinds.TIME),
                    m.required("utilization_percent", Kinds.COUNT),
                    m.required("memory_used_mib", Kinds.U64),
                    m.required("memory_total_mib", Kinds.U64),
                    m.required("temperature_celsius", Kinds.U64),
                    m.optional("power_watts", Kinds.F32));
        }
    }

    private static void members(ApiDevice device, MemberWriter out) {
        out.required("index", Kinds.COUNT, device.index)
                .required("model", Kinds.TEXT, device.model)
                .required("uuid", Kinds.TEXT, device.uuid)
                .required("memory_mib", Kinds.U64, device.memoryMib)
                .unlessEmpty("mig_profiles", Kinds.TEXTS, device.migProfiles)
                .unlessEmpty("links", Kinds.COUNTS, device.links)
                .required("held_milli", Kinds.COUNT, device.heldMilli)
                .required("holders", HOLDERS, device.holders)
                .nullable("unavailable_reason", Kinds.TEXT, device.unavailableReason)
                .nullable("unhealthy", Kinds.TEXT, device.unhealthy)
                .required("idle", Kinds.FLAG, device.idle)
                .nullable("reading", READING, device.reading);
    }

    private static ApiDevice read(Members m) throws JsonFormatException {
        return new ApiDevice(
                m.required("index", Kinds.COUNT),
                m.required("model", Kinds.TEXT),
                m.required("uuid", Kinds.TEXT),
                m.required("memory_mib", Kinds.U64),
                m.listOrEmpty("mig_profiles", Kinds.TEXTS),
                m.listOrEmpty("links", Kinds.COUNTS),
                m.required("held_milli", Kinds.COUNT),
                m.required("holders", HOLDERS),
                m.optional("unavailable_reason", Kinds.TEXT),
                m.optional("unhealthy", Kinds.TEXT),
                m.required("idle", Kinds.FLAG),
                m.optional("reading", READING));
    }
}
