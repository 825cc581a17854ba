package dev.clawgateway.server.dialect.api.node;

import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedNode.Standing;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeWindow;
import dev.clawgateway.core.workload.GpuGrant;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Nodes in the words of the API. */
final class NodeWords {
    private NodeWords() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What lists say of one. */
    static ObjectNode listed(ListedNode node) {
        NodeRecord record = node.record();
        Instant heartbeat = node.lastHeartbeat();
        ObjectNode words =
                object().put("node_id", record.id().toString())
                        .put("name", record.name())
                        .put("state", word(node.standing()))
                        .put("availability", word(node.devices().availability()))
                        .put("revision", record.revision())
                        .put("gpu_count", record.capacity().gpus().size())
                        .put("total_vram_mib", record.capacity().gpuMemoryMib())
                        .put("cpu_millis", record.capacity().cpuMillis())
                        .put("memory_mib", record.capacity().memoryMib())
                        .put("running_workloads", node.workloads());
        models(record, words.putArray("models"));
        ObjectNode labels = words.putObject("labels");
        record.labels().forEach(labels::put);
        use(node.devices(), words.putObject("gpu_use"));
        words.put("last_heartbeat", heartbeat == null ? null : heartbeat.toString());
        special(node, words);
        return words;
    }

    /** What is seldom to be said. */
    private static void special(ListedNode node, ObjectNode words) {
        Cordon cordon = node.record().cordon();
        Avoided avoided = node.avoided();
        NodeWindow window = node.window();
        DrainProgress drain = node.drain();
        if (cordon != null) {
            ObjectNode said = words.putObject("cordon").put("since", cordon.since().toString());
            text(said, "reason", cordon.reason());
        }
        text(words, "avoided", avoided == null ? null : avoided.text());
        if (node.unsure()) {
            words.put("unsure", true);
        }
        if (window != null) {
            words.putObject("maintenance")
                    .put("name", window.name())
                    .put("from", window.from().toString())
                    .put("until", window.until().toString())
                    .put("closed", window.closed());
        }
        if (drain != null) {
            ObjectNode said = words.putObject("drain").put("phase", word(drain.phase()));
            time(said, "since", drain.since());
            time(said, "deadline", drain.deadline());
            time(said, "grace_until", drain.graceUntil());
            time(said, "drained", drain.drained());
        }
    }

    private static void models(NodeRecord node, ArrayNode words) {
        Map<String, Integer> models = new TreeMap<>();
        for (Gpu gpu : node.capacity().gpus()) {
            models.merge(gpu.model(), 1, Integer::sum);
        }
        models.forEach((model, count) -> words.addObject().put("model", model).put("count", count));
    }

    private static void use(NodeDevices devices, ObjectNode words) {
        long unavailable = devices.unavailableMilli();
        words.put("allocated_milli", devices.heldMilli())
                .put("free_milli", devices.freeMilli())
                .put("unavailable_milli", unavailable);
        if (devices.availability() != Availability.OPEN) {
            words.put("unavailable_reason", word(devices.availability()));
        } else if (unavailable > 0) {
            words.put("unavailable_reason", "unhealthy");
        }
        if (!devices.missing().isEmpty()) {
            ArrayNode missing = words.putArray("missing");
            for (GpuGrant grant : devices.missing()) {
                text(missing.addObject().put("index", grant.index()), "uuid", grant.uuid());
            }
        }
        if (!devices.unfit().isEmpty()) {
            ArrayNode unhealthy = words.putArray("unhealthy");
            new TreeMap<>(devices.unfit())
                    .forEach((index, why) ->
                            unhealthy.addObject().put("index", index).put("reason", why));
        }
    }

    static void conditions(NodeRecord node, ArrayNode words) {
        for (NodeCondition condition : node.conditions().values()) {
            words.addObject()
                    .put("type", condition.type())
                    .put("satisfied", condition.status() == ConditionStatus.TRUE)
                    .put("reason", condition.reason())
                    .put("last_updated", condition.lastProbe().toString());
        }
    }

    static String word(Standing standing) {
        return switch (standing) {
            case HEALTHY -> "healthy";
            case DEGRADED -> "unhealthy";
            case DRAINING -> "draining";
            case DISCONNECTED -> "offline";
        };
    }

    /** Null for a word that is none. */
    static @Nullable Standing standing(@Nullable String word) {
        for (Standing standing : Standing.values()) {
            if (word(standing).equals(word)) {
                return standing;
            }
        }
        return null;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Left out when there is none. */
    static void text(ObjectNode words, String member, @Nullable String text) {
        if (text != null) {
            words.put(member, text);
        }
    }

    private static void time(ObjectNode words, String member, @Nullable Instant time) {
        text(words, member, time == null ? null : time.toString());
    }
}
