package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the agent says its machine has. */
public final class AgentHardware {
    private static final Kind<Gpu> GPU =
            Kinds.object(
                    one ->
                            new Gpu(
                                    one.required("index", Kinds.U16),
                                    one.required("name", Kinds.TEXT),
                                    one.required("memory_total_mb", Kinds.U32),
                                    one.required("uuid", Kinds.TEXT)),
                    (_, _) -> {});
    private static final Kind<List<Gpu>> GPUS = Kinds.list(GPU);
    private static final Kind<List<Reading>> READINGS =
            Kinds.list(
                    Kinds.object(
                            one ->
                                    new Reading(
                                            one.required("index", Kinds.U16),
                                            percent(one.required("utilization_percent", Kinds.F32)),
                                            whole(one.required("memory_used_mb", Kinds.F32)),
                                            whole(one.required("memory_total_mb", Kinds.F32)),
                                            whole(one.required("temperature_c", Kinds.F32)),
                                            one.optional("power_draw_w", Kinds.F32)),
                            (_, _) -> {}));

    private AgentHardware() {}

    /**
     * What was measured on one device.
     *
     * @param powerWatts null where the device does not say
     */
    public record Reading(
            int index,
            int utilizationPercent,
            long memoryUsedMib,
            long memoryTotalMib,
            long temperatureCelsius,
            @Nullable Float powerWatts) {}

    /**
     * The machine itself.
     *
     * @param hostname null where it does not say
     */
    public record Machine(@Nullable String hostname, long cpus, long memoryMib) {}

    /** Of {@code gpu.list}, in the order of their numbers: a run takes the first ones. */
    public static List<Gpu> gpus(JsonNode payload) throws JsonFormatException {
        return Value.root(payload, AgentCalls.GPUS).members().required("gpus", GPUS).stream()
                .sorted(Comparator.comparingInt(Gpu::index))
                .toList();
    }

    /** Of {@code system.info}. */
    public static Machine machine(JsonNode payload) throws JsonFormatException {
        Members members = Value.root(payload, AgentCalls.SYSTEM).members();
        return new Machine(
                members.optional("hostname", Kinds.TEXT),
                members.required("cpu_count", Kinds.U16),
                members.required("total_memory_mb", Kinds.U32));
    }

    /** Of {@code gpu.metrics}. */
    public static List<Reading> readings(JsonNode payload) throws JsonFormatException {
        return Value.root(payload, AgentCalls.METRICS).members().required("metrics", READINGS);
    }

    private static int percent(float number) {
        return Math.clamp(Math.round(number), 0, 100);
    }

    private static long whole(float number) {
        return Math.max(0, Math.round((double) number));
    }
}
