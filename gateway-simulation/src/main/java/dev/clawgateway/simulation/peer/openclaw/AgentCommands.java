package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.simulation.referee.fact.Device;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the agent answers to the commands that change nothing. */
final class AgentCommands {
    static final List<String> NAMES =
            List.of(
                    "system.info",
                    "gpu.list",
                    "gpu.metrics",
                    "node.health",
                    "workload.run",
                    "workload.stop",
                    "workload.logs",
                    "workload.list",
                    "workload.inspect");
    private static final int SHORT_ID = 12;
    private static final long MIB_PER_GIB = 1024;

    private final GpuHardware hardware;
    private final CrateEngine engine;

    AgentCommands(GpuHardware hardware, CrateEngine engine) {
        this.hardware = hardware;
        this.engine = engine;
    }

    /** The payload; null where the command fails. */
    @Nullable ObjectNode answer(String command, JsonNode params) {
        return switch (command) {
            case "system.info" ->
                    PeerFrames.object()
                            .put("hostname", hardware.machine())
                            .put("cpu_count", hardware.cores())
                            .put("total_memory_mb", hardware.memoryMib());
            case "node.health" -> PeerFrames.object().put("status", "healthy");
            case "gpu.list" -> gpus();
            case "gpu.metrics" -> metrics();
            case "workload.list" -> list();
            case "workload.inspect" -> inspect(params.path("name").asString(""));
            case "workload.logs" -> logs(params.path("name").asString(""));
            default -> null;
        };
    }

    private ObjectNode gpus() {
        ObjectNode all = PeerFrames.object().put("count", hardware.devices().size());
        ArrayNode list = all.putArray("gpus");
        for (Device device : hardware.devices()) {
            list.addObject()
                    .put("index", device.index())
                    .put("name", GpuHardware.MODEL)
                    .put("uuid", device.id())
                    .put("memory_total_mb", device.memoryMib())
                    .putNull("pci_bus_id");
        }
        long mib = hardware.devices().stream().mapToLong(Device::memoryMib).sum();
        return all.put("total_memory_gb", mib / MIB_PER_GIB);
    }

    private ObjectNode metrics() {
        ObjectNode all = PeerFrames.object().put("count", hardware.devices().size());
        ArrayNode list = all.putArray("metrics");
        for (Device device : hardware.devices()) {
            boolean busy =
                    engine.live().stream()
                            .flatMap(crate -> crate.uses.stream())
                            .anyMatch(use -> use.device().equals(device.id()));
            list.addObject()
                    .put("index", device.index())
                    .put("uuid", device.id())
                    .put("utilization_percent", busy ? 90 : 0)
                    .put("memory_used_mb", busy ? device.memoryMib() / 2 : 0)
                    .put("memory_total_mb", device.memoryMib())
                    .put("temperature_c", 40);
        }
        return all;
    }

    private ObjectNode list() {
        ObjectNode all = PeerFrames.object().put("count", engine.all().size());
        ArrayNode rows = all.putArray("workloads");
        for (Crate crate : engine.all()) {
            rows.addObject()
                    .put("containerId", crate.id.substring(0, SHORT_ID))
                    .put("image", crate.wish.spec().image())
                    .put("status", status(crate))
                    .put("name", crate.wish.name());
        }
        return all.put("runtime", "cli");
    }

    private static String status(Crate crate) {
        return crate.over() ? "Exited (" + crate.exitCode + ") 3 seconds ago" : "Up 3 seconds";
    }

    private @Nullable ObjectNode inspect(String name) {
        Crate crate = engine.get(name);
        if (crate == null) {
            return null;
        }
        ObjectNode answer = PeerFrames.object().put("containerId", name);
        Integer code = crate.exitCode;
        answer.putObject("inspect")
                .putObject("State")
                .put("Status", code == null ? "running" : "exited")
                .put("ExitCode", code == null ? 0 : code)
                .put("OOMKilled", false)
                .put("Error", "");
        return answer.put("runtime", "cli");
    }

    private ObjectNode logs(String name) {
        Crate crate = engine.get(name);
        String lines =
                crate == null
                        ? ""
                        : IntStream.range(0, crate.work.lines())
                                .mapToObj(n -> "line " + n + "\n")
                                .collect(Collectors.joining());
        return PeerFrames.object()
                .put("logs", lines)
                .put("stderr", crate == null ? "Error: No such container" : "")
                .put("container", name)
                .put("runtime", "cli");
    }
}
