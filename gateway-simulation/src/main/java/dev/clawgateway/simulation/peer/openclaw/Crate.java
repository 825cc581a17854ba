package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.simulation.peer.Work;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A container on a machine, from its start until somebody removes it. */
final class Crate {
    private static final String PREFIX = "claw-";
    private static final int ID_END = PREFIX.length() + 36;
    private static final float MILLIS = 1000;

    final String id;
    final Wish wish;
    final Work work;
    final List<DeviceUse> uses;

    /** Number of its process. */
    final long process;

    @Nullable Integer exitCode;
    @Nullable Timer next;

    Crate(String id, Wish wish, List<DeviceUse> uses, long process) {
        this.id = id;
        this.wish = wish;
        this.work = Work.of(wish.spec);
        this.uses = List.copyOf(uses);
        this.process = process;
    }

    boolean over() {
        return exitCode != null;
    }

    /**
     * What a start asks for.
     *
     * @param name of the container
     * @param attempt which one it is, as its name says
     */
    record Wish(String name, WorkloadId workload, int attempt, WorkloadSpec spec) {
        /** Of the params of a start. */
        static Wish read(JsonNode params) {
            String name = params.path("name").asString("");
            List<String> command = new ArrayList<>();
            params.path("command").forEach(word -> command.add(word.asString("")));
            Map<String, String> env = new HashMap<>();
            for (JsonNode one : params.path("env")) {
                String text = one.asString("");
                int equals = text.indexOf('=');
                env.put(text.substring(0, equals), text.substring(equals + 1));
            }
            String memory = params.path("memory").asString("0m");
            return new Wish(
                    name,
                    workload(name),
                    attempt(name),
                    new WorkloadSpec(
                            params.path("image").asString(""),
                            command,
                            env,
                            params.path("gpus").asInt(0),
                            Long.parseLong(memory.substring(0, memory.length() - 1)),
                            Math.round(params.path("cpu").floatValue(0) * MILLIS)));
        }

        /** Names say what they are of. */
        static WorkloadId workload(String name) {
            return new WorkloadId(UUID.fromString(name.substring(PREFIX.length(), ID_END)));
        }

        static int attempt(String name) {
            return Integer.parseInt(name.substring(ID_END + 1));
        }
    }
}
