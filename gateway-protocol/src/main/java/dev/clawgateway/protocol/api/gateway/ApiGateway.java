package dev.clawgateway.protocol.api.gateway;

import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.protocol.claw.operator.info.InfoFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway fares.
 *
 * @param serving false in maintenance: nothing new is placed
 * @param activeWorkloads those not in a final state
 * @param totalVramMib over all GPUs of all known nodes
 * @param massSilence null while not many nodes are silent together
 */
public record ApiGateway(
        String version,
        boolean serving,
        long uptimeSecs,
        long nodes,
        long healthyNodes,
        long gpus,
        long totalVramMib,
        long activeWorkloads,
        @Nullable MassAbsence massSilence) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("gateway_version", Kinds.TEXT, version)
                        .required("serving", Kinds.FLAG, serving)
                        .required("uptime_secs", Kinds.U64, uptimeSecs)
                        .required("node_count", Kinds.U64, nodes)
                        .required("healthy_nodes", Kinds.U64, healthyNodes)
                        .required("gpu_count", Kinds.U64, gpus)
                        .required("total_vram_mib", Kinds.U64, totalVramMib)
                        .required("active_workloads", Kinds.U64, activeWorkloads)
                        .optional("mass_silence", InfoFormat.MASS_SILENCE, massSilence));
    }

    public static ApiGateway read(byte[] body) throws JsonFormatException {
        Members m = Value.root(JsonTree.parse(body), "gateway").members();
        return new ApiGateway(
                m.required("gateway_version", Kinds.TEXT),
                m.required("serving", Kinds.FLAG),
                m.required("uptime_secs", Kinds.U64),
                m.required("node_count", Kinds.U64),
                m.required("healthy_nodes", Kinds.U64),
                m.required("gpu_count", Kinds.U64),
                m.required("total_vram_mib", Kinds.U64),
                m.required("active_workloads", Kinds.U64),
                m.optional("mass_silence", InfoFormat.MASS_SILENCE));
    }
}
