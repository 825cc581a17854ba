package dev.clawgateway.protocol.api.node;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.GpuUse;
import dev.clawgateway.protocol.claw.parts.NodeFormat;
import dev.clawgateway.protocol.claw.parts.NodeState;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node.
 *
 * @param availability whether it takes new work, or the strongest reason why it does not
 * @param revision of the command that saved it last
 * @param runningWorkloads those that hold anything on it
 * @param models of its GPUs, by name
 * @param labels in force, by key
 * @param lastHeartbeat null when none came since the gateway started
 * @param cordon null while it is not cordoned
 * @param avoided why it is left alone for a while; null while it is not
 * @param unsure it is silent as many others are, so that nobody knows which side is at fault
 * @param maintenance the window that is on or comes next; null for none
 * @param drain how far its drain is; null while it is not drained
 */
public record ApiNode(
        NodeId id,
        String name,
        NodeState state,
        Availability availability,
        long revision,
        Size size,
        int runningWorkloads,
        List<ModelCount> models,
        Map<String, String> labels,
        GpuUse gpuUse,
        @Nullable Instant lastHeartbeat,
        @Nullable Cordon cordon,
        @Nullable String avoided,
        boolean unsure,
        @Nullable NodeWindow maintenance,
        @Nullable DrainProgress drain) {
    public static final Kind<ApiNode> KIND = Kinds.object(ApiNode::read, ApiNode::members);

    private static final Kind<Availability> AVAILABILITY = new Words<>(Availability.class);
    private static final Kind<List<ModelCount>> MODELS =
            Kinds.list(
                    Kinds.object(
                            m ->
                                    new ModelCount(
                                            m.required("model", Kinds.TEXT),
                                            m.required("count", Kinds.COUNT)),
                            (one, out) ->
                                    out.required("model", Kinds.TEXT, one.model)
                                            .required("count", Kinds.COUNT, one.count)));

    public ApiNode {
        models = List.copyOf(models);
        labels = FrozenMap.copyOf(labels);
    }

    /**
     * What it has.
     *
     * @param gpuMemoryMib over its GPUs
     * @param cpuMillis thousandths of a core
     */
    public record Size(int gpus, long gpuMemoryMib, long cpuMillis, long memoryMib) {}

    /** How many GPUs are of a model. */
    public record ModelCount(String model, int count) {}

    static void members(ApiNode node, MemberWriter out) {
        Size size = node.size;
        out.required("node_id", ClawKinds.NODE_ID, node.id)
                .required("name", Kinds.TEXT, node.name)
                .required("state", NodeFormat.NODE_STATE, node.state)
                .required("availability", AVAILABILITY, node.availability)
                .required("revision", Kinds.U64, node.revision)
                .required("gpu_count", Kinds.COUNT, size.gpus)
                .required("total_vram_mib", Kinds.U64, size.gpuMemoryMib)
                .required("cpu_millis", Kinds.U64, size.cpuMillis)
                .required("memory_mib", Kinds.U64, size.memoryMib)
                .required("running_workloads", Kinds.COUNT, node.runningWorkloads)
                .required("models", MODELS, node.models)
                .required("labels", Kinds.TEXT_MAP, node.labels)
                .required("gpu_use", NodeFormat.GPU_USE, node.gpuUse)
                .nullable("last_heartbeat", Kinds.TIME, node.lastHeartbeat)
                .optional("cordon", NodeFormat.CORDON, node.cordon)
                .optional("avoided", Kinds.TEXT, node.avoided)
                .unless(false, "unsure", Kinds.FLAG, node.unsure)
                .optional("maintenance", NodeFormat.WINDOW, node.maintenance)
                .optional("drain", NodeFormat.DRAIN, node.drain);
    }

    static ApiNode read(Members m) throws JsonFormatException {
        return new ApiNode(
                m.required("node_id", ClawKinds.NODE_ID),
                m.required("name", Kinds.TEXT),
                m.required("state", NodeFormat.NODE_STATE),
                m.required("availability", AVAILABILITY),
                m.required("revision", Kinds.U64),
                new Size(
                        m.required("gpu_count", Kinds.COUNT),
                        m.required("total_vram_mib", Kinds.U64),
                        m.required("cpu_millis", Kinds.U64),
                        m.required("memory_mib", Kinds.U64)),
                m.required("running_workloads", Kinds.COUNT),
                m.required("models", MODELS),
                m.required("labels", Kinds.TEXT_MAP),
                m.required("gpu_use", NodeFormat.GPU_USE),
                m.optional("last_heartbeat", Kinds.TIME),
                m.optional("cordon", NodeFormat.CORDON),
                m.optional("avoided", Kinds.TEXT),
                m.otherwise("unsure", Kinds.FLAG, false),
                m.optional("maintenance", NodeFormat.WINDOW),
                m.optional("drain", NodeFormat.DRAIN));
    }
}
