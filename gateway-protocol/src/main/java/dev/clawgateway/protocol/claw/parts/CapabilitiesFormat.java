package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** The description of a node (section 3.1) as JSON. */
public final class CapabilitiesFormat {
    public static final Kind<Capabilities> CAPABILITIES =
            Kinds.object(CapabilitiesFormat::read, CapabilitiesFormat::write);
    public static final Kind<List<GpuMetrics>> GPU_METRICS =
            Kinds.list(Kinds.object(CapabilitiesFormat::readMetrics, CapabilitiesFormat::write));

    private static final Kind<List<Gpu>> GPUS =
            Kinds.list(Kinds.object(CapabilitiesFormat::readGpu, CapabilitiesFormat::write));
    private static final Kind<List<NodeCondition>> CONDITIONS =
            Kinds.list(Kinds.object(CapabilitiesFormat::readCondition, CapabilitiesFormat::write));
    private static final Kind<List<Taint>> TAINTS =
            Kinds.list(Kinds.object(CapabilitiesFormat::readTaint, CapabilitiesFormat::write));

    /** 4 PiB at most, so that sums over a fleet cannot overflow whatever a node claims. */
    private static final Kind<Long> MEMORY_MIB = Kinds.U32;

    private static final int MILLIS = 1000;

    private CapabilitiesFormat() {}

    private static Capabilities read(Members m) throws JsonFormatException {
        List<Gpu> gpus = m.required("gpus", GPUS);
        if (gpus.stream().mapToInt(Gpu::index).distinct().count() != gpus.size()) {
            throw m.member("gpus").problem("each must have an index of its own, two share one");
        }
        NodeCapacity capacity =
                new NodeCapacity(
                        gpus,
                        m.required("cpu_cores", Kinds.U32) * MILLIS,
                        m.required("memory_mib", MEMORY_MIB),
                        m.required(m.either("runtimes", "supported_runtimes"), Kinds.TEXTS));
        return new Capabilities(
                capacity,
                m.listOrEmpty("conditions", CONDITIONS),
                m.mapOrEmpty("labels"),
                m.listOrEmpty("taints", TAINTS));
    }

    private static void write(Capabilities capabilities, MemberWriter out) {
        NodeCapacity capacity = capabilities.capacity();
        out.required("gpus", GPUS, capacity.gpus())
                .required("memory_mib", Kinds.U64, capacity.memoryMib())
                .required("cpu_cores", Kinds.U32, capacity.cpuMillis() / MILLIS)
                .required("runtimes", Kinds.TEXTS, capacity.runtimes())
                .unlessEmpty("conditions", CONDITIONS, capabilities.conditions())
                .unlessEmpty("labels", capabilities.labels())
                .unlessEmpty("taints", TAINTS, capabilities.taints());
    }

    private static Gpu readGpu(Members m) throws JsonFormatException {
        return new Gpu(
                m.required("index", Kinds.COUNT),
                m.required("name", Kinds.TEXT),
                m.required(m.either("memory_mib", "vram_mb"), MEMORY_MIB),
                m.required("uuid", Kinds.TEXT),
                m.listOrEmpty("mig_profiles", Kinds.TEXTS),
                m.listOrEmpty("links", Kinds.COUNTS),
                m.otherwise("unified_memory", Kinds.FLAG, false));
    }

    private static void write(Gpu gpu, MemberWriter out) {
        out.required("index", Kinds.COUNT, gpu.index())
                .required("name", Kinds.TEXT, gpu.model())
                .required("memory_mib", Kinds.U64, gpu.memoryMib())
                .required("uuid", Kinds.TEXT, gpu.uuid())
                .unlessEmpty("mig_profiles", Kinds.TEXTS, gpu.migProfiles())
                .unlessEmpty("links", Kinds.COUNTS, gpu.links())
                .optional("unified_memory", Kinds.FLAG, gpu.unifiedMemory() ? true : null);
    }

    private static GpuMetrics readMetrics(Members m) throws JsonFormatException {
        return new GpuMetrics(
                m.required("index", Kinds.COUNT),
                m.required("utilization_percent", Kinds.U8),
                m.required(m.either("memory_used_mib", "memory_used_mb"), Kinds.U64),
                m.required(m.either("memory_total_mib", "memory_total_mb"), Kinds.U64),
                m.required("temperature_celsius", Kinds.U32),
                m.optional("power_watts", Kinds.F32));
    }

    private static void write(GpuMetrics metrics, MemberWriter out) {
        out.required("index", Kinds.COUNT, metrics.index())
                .required("utilization_percent", Kinds.U8, metrics.utilizationPercent())
                .required("memory_used_mib", Kinds.U64, metrics.memoryUsedMib())
                .required("memory_total_mib", Kinds.U64, metrics.memoryTotalMib())
                .required("temperature_celsius", Kinds.U32, metrics.temperatureCelsius())
                .nullable("power_watts", Kinds.F32, metrics.powerWatts());
    }

    private static NodeCondition readCondition(Members m) throws JsonFormatException {
        return new NodeCondition(
                m.required("condition_type", Kinds.TEXT),
                m.required("status", ClawKinds.CONDITION_STATUS),
                m.required("last_transition_time", Kinds.TIME),
                m.required("last_probe_time", Kinds.TIME),
                m.optional("reason", Kinds.TEXT),
                m.optional("message", Kinds.TEXT),
                m.otherwise("observed_generation", Kinds.U64, 0L));
    }

    private static void write(NodeCondition condition, MemberWriter out) {
        out.required("condition_type", Kinds.TEXT, condition.type())
                .required("status", ClawKinds.CONDITION_STATUS, condition.status())
                .required("last_transition_time", Kinds.TIME, condition.lastTransition())
                .required("last_probe_time", Kinds.TIME, condition.lastProbe())
                .optional("reason", Kinds.TEXT, condition.reason())
                .optional("message", Kinds.TEXT, condition.message())
                .required("observed_generation", Kinds.U64, condition.observedGeneration());
    }

    private static Taint readTaint(Members m) throws JsonFormatException {
        return new Taint(m.required("key", Kinds.TEXT), m.required("value", Kinds.TEXT));
    }

    private static void write(Taint taint, MemberWriter out) {
        out.required("key", Kinds.TEXT, taint.key()).required("value", Kinds.TEXT, taint.value());
    }
}
