package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Params of {@code workload.run}. The agent takes the first devices of its node, as many as are
 * asked for; it cannot be told which.
 *
 * @param gpus how many; 0 for none
 * @param env each {@code KEY=value}
 * @param memory with a unit of the engine, such as {@code 512m}, which is MiB; null for any
 * @param cpu cores; null for any
 */
public record AgentRun(
        String image,
        String name,
        int gpus,
        List<String> command,
        List<String> env,
        @Nullable String memory,
        @Nullable Float cpu) {
    private static final float MILLIS = 1000;

    static final Kind<AgentRun> KIND =
            Kinds.writtenObject((run, out) ->
                    out.required("image", Kinds.TEXT, run.image)
                            .required("name", Kinds.TEXT, run.name)
                            .unless(0, "gpus", Kinds.COUNT, run.gpus)
                            .unlessEmpty("command", Kinds.TEXTS, run.command)
                            .unlessEmpty("env", Kinds.TEXTS, run.env)
                            .required("detach", Kinds.FLAG, true)
                            .optional("memory", Kinds.TEXT, run.memory)
                            .optional("cpu", Kinds.F32, run.cpu));

    public AgentRun {
        command = List.copyOf(command);
        env = List.copyOf(env);
    }

    /** What starts an attempt. */
    public static AgentRun of(Starting workload) {
        WorkloadSpec spec = workload.spec();
        Map<String, String> sorted = new TreeMap<>(spec.env());
        return new AgentRun(
                spec.image(),
                new AttemptName(workload.id(), workload.attempt()).text(),
                workload.holds().gpus().size(),
                spec.command(),
                sorted.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList(),
                spec.memoryMib() == 0 ? null : spec.memoryMib() + "m",
                spec.cpuMillis() == 0 ? null : spec.cpuMillis() / MILLIS);
    }

    /** As the invoke carries it: JSON text. */
    public String json() {
        return new String(JsonTree.write(KIND, this), StandardCharsets.UTF_8);
    }
}
