package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.Platform;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.node.InvokeError;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The commands this agent answers over the invoke bridge: they read, and change nothing. */
final class Invokes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final NodeId node;
    private final String name;
    private final Devices devices;
    private final Platform platform;
    private final Supplier<UUID> ids;

    Invokes(NodeId node, String name, Devices devices, Platform platform, Supplier<UUID> ids) {
        this.node = node;
        this.name = name;
        this.devices = devices;
        this.platform = platform;
        this.ids = ids;
    }

    NodeMessage.InvokeResult answer(NodeCommand.InvokeRequest request, List<GpuSample> metrics) {
        JsonNode payload =
                switch (request.command()) {
                    case "system.info" -> system();
                    case "gpu.list" -> gpus();
                    case "gpu.metrics" -> metrics(metrics);
                    default -> null;
                };
        return result(
                request,
                payload,
                payload != null
                        ? null
                        : new InvokeError(
                                "COMMAND_ERROR",
                                request.command()
                                        + " is not offered here; there are system.info, gpu.list"
                                        + " and gpu.metrics"));
    }

    private NodeMessage.InvokeResult result(
            NodeCommand.InvokeRequest request,
            @Nullable JsonNode payload,
            @Nullable InvokeError error) {
        return new NodeMessage.InvokeResult(
                ids.get().toString(), request.id(), node.toString(), error == null, payload, error);
    }

    private JsonNode system() {
        NodeCapacity capacity = devices.capacity();
        ObjectNode system = JSON.objectNode();
        system.put("name", name);
        system.put("os", platform.os());
        system.put("arch", platform.arch());
        system.put("cpu_cores", capacity.cpuMillis() / 1000);
        system.put("memory_mib", capacity.memoryMib());
        ArrayNode runtimes = system.putArray("runtimes");
        capacity.runtimes().forEach(runtimes::add);
        return system;
    }

    private JsonNode gpus() {
        ObjectNode answer = JSON.objectNode();
        answer.put("count", devices.gpus().size());
        ArrayNode list = answer.putArray("gpus");
        for (Gpu gpu : devices.gpus()) {
            list.addObject()
                    .put("index", gpu.index())
                    .put("name", gpu.model())
                    .put("memory_mib", gpu.memoryMib() == 0 ? null : gpu.memoryMib())
                    .put("unified_memory", gpu.unifiedMemory())
                    .put("uuid", gpu.uuid());
        }
        return answer;
    }

    /** A null is a reading that the GPU does not give. */
    private static JsonNode metrics(List<GpuSample> readings) {
        ObjectNode answer = JSON.objectNode();
        answer.put("count", readings.size());
        ArrayNode list = answer.putArray("metrics");
        for (GpuSample reading : readings) {
            list.addObject()
                    .put("index", reading.index())
                    .put("utilization_percent", reading.utilizationPercent())
                    .put("memory_used_mib", reading.memoryUsedMib())
                    .put("memory_total_mib", reading.memoryTotalMib())
                    .put("temperature_celsius", reading.temperatureCelsius())
                    .put("power_watts", reading.powerWatts());
        }
        return answer;
    }
}
