package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One process of the agent: keeps a connection, and does what it is told. */
final class AgentProgram {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_LOOK_MILLIS = 300;

    private final PeerWorld world;
    private final GpuMachine machine;
    private final SimulatedProcess process;
    private @Nullable AgentLine line;

    AgentProgram(PeerWorld world, GpuMachine machine, SimulatedProcess process) {
        this.world = world;
        this.machine = machine;
        this.process = process;
        process.execute(this::connect);
    }

    SimulatedProcess process() {
        return process;
    }

    PeerKeys keys() {
        return machine.keys();
    }

    /** Whether somebody who is asked approves its device. */
    boolean mayCome() {
        return machine.mayCome();
    }

    AgentTelling telling(long link) {
        return machine.telling(link);
    }

    private void connect() {
        if (line == null) {
            line = new AgentLine(world, this, process, machine.name());
        }
    }

    void lineEnded(AgentLine ended) {
        if (line == ended) {
            line = null;
            process.after(PAUSE, this::connect);
        }
    }

    /**
     * Does a command.
     *
     * @param then told what comes of it; null where it fails
     */
    void run(
            String command,
            JsonNode params,
            AgentTelling telling,
            Consumer<@Nullable ObjectNode> then) {
        switch (command) {
            case "workload.run" -> start(Crate.Wish.read(params), telling, then);
            case "workload.stop" -> stop(params, telling, then);
            default ->
                    process.after(
                            Duration.ofMillis(1 + process.random().nextInt(LONGEST_LOOK_MILLIS)),
                            () -> look(command, params, telling, then));
        }
    }

    private void look(
            String command,
            JsonNode params,
            AgentTelling telling,
            Consumer<@Nullable ObjectNode> then) {
        ObjectNode answer = machine.commands().answer(command, params);
        switch (command) {
            case "workload.list" -> telling.listed(process.time().now());
            case "workload.inspect" ->
                    telling.inspected(params.path("name").asString(""), process.time().now());
            default -> {
                // Says nothing of any container.
            }
        }
        then.accept(answer);
    }

    /** Pulls, then begins. */
    private void start(Crate.Wish wish, AgentTelling telling, Consumer<@Nullable ObjectNode> then) {
        process.after(
                machine.pull(),
                () -> {
                    Crate crate = machine.engine().run(wish);
                    if (machine.diesNow()) {
                        return;
                    }
                    telling.started(wish, crate, process.time().now());
                    then.accept(crate == null ? null : started(crate));
                });
    }

    private static ObjectNode started(Crate crate) {
        return PeerFrames.object()
                .put("containerId", crate.id)
                .put("workloadId", "own-" + crate.id.substring(crate.id.length() - 4))
                .put("image", crate.wish.spec().image())
                .put("name", crate.wish.name())
                .put("success", true)
                .put("runtime", "cli");
    }

    /** Answers when it has ended. */
    private void stop(JsonNode params, AgentTelling telling, Consumer<@Nullable ObjectNode> then) {
        String name = params.path("name").asString("");
        Crate crate = machine.engine().get(name);
        Duration until =
                crate == null
                        ? Duration.ZERO
                        : machine.engine().stop(crate, params.path("force").asBoolean(false));
        process.after(
                until.plusMillis(1),
                () -> {
                    telling.inspected(name, process.time().now());
                    then.accept(crate == null ? null : stopped(name));
                });
    }

    private static ObjectNode stopped(String name) {
        return PeerFrames.object().put("stopped", name).put("success", true).put("runtime", "cli");
    }
}
