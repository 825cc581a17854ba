package dev.clawgateway.server.dialect.api.fleet;

import dev.clawgateway.control.operations.fleet.Capacity;
import dev.clawgateway.control.operations.fleet.FleetReport;
import dev.clawgateway.control.operations.fleet.Use;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.Room;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fleet as a whole in the words of the API. */
final class FleetWords {
    private static final int WHOLE = 1000;
    private static final double TENTHS = 10;

    private FleetWords() {}

    static ObjectNode of(FleetReport fleet) {
        ObjectNode words =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("at", fleet.at().toString())
                        .put("nodes_total", fleet.nodes().values().stream().mapToInt(i -> i).sum());
        ObjectNode nodes = words.putObject("nodes");
        new TreeMap<>(fleet.nodes()).forEach((word, count) -> nodes.put(word(word), count));
        gpus(
                fleet.gpus(),
                (int) (fleet.gpus().total() / WHOLE),
                fleet.use(),
                words.putObject("gpus"));
        ArrayNode models = words.putArray("models");
        fleet.models().forEach(model -> model(model, models.addObject()));
        words.put("missing_gpus_milli", fleet.missingMilli())
                .put("unhealthy_gpus", fleet.unhealthy());
        host(fleet.cpuMillis(), words.putObject("cpu_millis"));
        host(fleet.memoryMib(), words.putObject("memory_mib"));
        ObjectNode workloads = words.putObject("workloads");
        new TreeMap<>(fleet.work().states())
                .forEach((state, count) -> workloads.put(word(state), count));
        waiting(fleet.work(), words.putObject("waiting"));
        return words;
    }

    private static void model(FleetReport.Model model, ObjectNode words) {
        words.put("model", model.name()).put("unhealthy", model.unhealthy());
        gpus(model.gpus(), model.devices(), model.use(), words);
        Room room = model.room();
        if (room == null) {
            words.putNull("more_fit");
            return;
        }
        ArrayNode fits = words.putArray("more_fit");
        room.requests()
                .forEach((gpus, requests) ->
                        fits.addObject()
                                .put("gpus", gpus)
                                .put("requests", requests)
                                .put("left_over", Math.max(0, room.gpus() - gpus * requests)));
    }

    private static void gpus(Capacity gpus, int count, Use use, ObjectNode words) {
        words.put("count", count)
                .put("allocated_milli", gpus.held())
                .put("free_milli", gpus.free())
                .put("unavailable_milli", gpus.out());
        unavailable(gpus, words);
        words.putObject("use")
                .put("read", use.read())
                .put("percent", rounded(use.percent()))
                .put("allocated_read", use.heldRead())
                .put("allocated_percent", rounded(use.heldPercent()))
                .put("idle", use.idle());
    }

    private static @Nullable Double rounded(@Nullable Double percent) {
        return percent == null ? null : Math.round(percent * TENTHS) / TENTHS;
    }

    private static void host(Capacity capacity, ObjectNode words) {
        words.put("total", capacity.total())
                .put("allocated", capacity.held())
                .put("free", capacity.free());
        unavailable(capacity, words);
    }

    private static void unavailable(Capacity capacity, ObjectNode words) {
        ObjectNode reasons = words.putObject("unavailable");
        capacity.unavailable()
                .forEach((reason, amount) -> {
                    if (amount > 0) {
                        reasons.put(reason, amount);
                    }
                });
    }

    private static void waiting(FleetReport.Work work, ObjectNode words) {
        words.put("total", work.waitingFor().values().stream().mapToInt(Integer::intValue).sum());
        ArrayNode reasons = words.putArray("reasons");
        work.waitingFor().entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, Integer> one) -> -one.getValue())
                                .thenComparing(Map.Entry::getKey))
                .forEach(one -> {
                    ObjectNode reason =
                            reasons.addObject()
                                    .put("reason", one.getKey())
                                    .put("workloads", one.getValue());
                    String text = text(one.getKey());
                    if (text != null) {
                        reason.put("text", text);
                    }
                });
        FleetReport.Oldest oldest = work.oldest();
        if (oldest == null) {
            words.putNull("oldest");
        } else {
            WorkloadId workload = oldest.workload();
            words.putObject("oldest")
                    .put("workload_id", workload == null ? null : workload.toString())
                    .put("since", oldest.since().toString());
        }
    }

    /** Null for what is no refusal of nodes. */
    private static @Nullable String text(String word) {
        for (RefusalReason reason : RefusalReason.values()) {
            if (word(reason).equals(word)) {
                return reason.text();
            }
        }
        return null;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
