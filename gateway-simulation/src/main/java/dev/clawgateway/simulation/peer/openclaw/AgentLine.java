package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.openclaw.PeerFrames.Introduction;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of an agent. It does one command after the other in the loop that reads, so that
 * it is deaf meanwhile: it answers no ping, and beats late.
 */
final class AgentLine implements PlainListener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(30);
    private static final String CONNECT = "connect";

    private final PeerWorld world;
    private final AgentProgram agent;
    private final SimulatedProcess process;
    private final AgentTelling telling;
    private final String machine;
    private final long link;
    private final PlainConnection connection;
    private final Deque<JsonNode> unread = new ArrayDeque<>();

    /** Not answered yet; whether it is told of by each. */
    private final Map<String, Boolean> beats = new HashMap<>();

    private @Nullable Timer limit;
    private @Nullable Timer beat;
    private String connecting = "";
    private boolean serving;
    private boolean deaf;
    private boolean owesBeat;
    private boolean over;

    AgentLine(PeerWorld world, AgentProgram agent, SimulatedProcess process, String machine) {
        this.world = world;
        this.agent = agent;
        this.process = process;
        this.machine = machine;
        this.link = world.numbers().link();
        this.telling = agent.telling(link);
        this.connection = world.network().webSocket(process, PeerFrames.PATH, this);
        process.atEnd(_ -> end(0, "process ended"));
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(machine, link);
        limit = process.after(PATIENCE, this::abort);
    }

    @Override
    public void text(String message) {
        unread.add(PeerFrames.read(message));
        read();
    }

    private void read() {
        while (!deaf && !over && !unread.isEmpty()) {
            hear(unread.poll());
        }
    }

    private void hear(JsonNode frame) {
        String event = frame.path("event").asString("");
        if (serving) {
            if (event.equals("node.invoke.request")) {
                obey(frame.path("payload"));
            } else {
                heard(frame.path("id").asString(""));
            }
        } else if (connecting.isEmpty()) {
            String nonce = frame.path("payload").path("nonce").asString("");
            if (event.equals("connect.challenge") && !nonce.isEmpty()) {
                connect(nonce);
            } else {
                abort();
            }
        } else if (frame.path("payload").path("type").asString("").equals("hello-ok")) {
            begin();
        } else {
            String request = frame.path("error").path("details").path("requestId").asString("");
            if (!request.isEmpty() && agent.mayCome()) {
                world.tell(new OpenClawFact.Approving(machine, 0, agent.keys().deviceId()));
                var _ = new DeviceApproval(world, process, request);
            }
            abort();
        }
    }

    private void connect(String nonce) {
        connecting = process.ids().get().toString();
        Introduction who =
                new Introduction(
                        "node-host",
                        "node",
                        "node",
                        List.of("node"),
                        3,
                        machine,
                        List.of("system", "gpu", "nvidia", "docker", "container"),
                        AgentCommands.NAMES);
        long signedAt = process.time().now().toEpochMilli();
        say(
                PeerFrames.request(
                        connecting,
                        CONNECT,
                        PeerFrames.connect(who, agent.keys(), nonce, signedAt)));
        cancel(limit);
        limit = process.after(PATIENCE, this::abort);
    }

    private void begin() {
        cancel(limit);
        serving = true;
        world.tell(new OpenClawFact.LetIn(machine, link, agent.keys().deviceId()));
        beat();
    }

    private void beat() {
        if (over) {
            return;
        }
        if (deaf) {
            owesBeat = true;
        } else {
            sayBeat();
        }
        beat = process.after(BEAT, this::beat);
    }

    private void sayBeat() {
        String id = process.ids().get().toString();
        ObjectNode params = PeerFrames.object().put("event", "heartbeat");
        params.putObject("payload").put("nodeId", agent.keys().deviceId());
        beats.put(id, telling.beats(process.time().now()));
        world.tell(new OpenClawFact.Beats(machine, link, id));
        say(PeerFrames.request(id, "node.event", params));
    }

    private void heard(String id) {
        Boolean counts = beats.remove(id);
        if (counts != null) {
            world.tell(new OpenClawFact.Heard(machine, link, id));
            if (counts) {
                telling.beatAnswered(process.time().now());
            }
        }
    }

    /** Reads nothing until that is done. */
    private void obey(JsonNode order) {
        deaf = true;
        connection.readNothing(true);
        String command = order.path("command").asString("");
        JsonNode params = PeerFrames.read(order.path("paramsJSON").asString("null"));
        world.tell(new OpenClawFact.Ordered(machine, link, order.path("id").asString(""), command));
        telling.ordered(command, params);
        agent.run(command, params, telling, payload -> done(order, payload));
    }

    private void done(JsonNode order, @Nullable ObjectNode payload) {
        ObjectNode params =
                PeerFrames.object()
                        .put("id", order.path("id").asString(""))
                        .put("nodeId", order.path("nodeId").asString(""))
                        .put("ok", payload != null);
        if (payload == null) {
            params.putObject("error").put("code", "COMMAND_ERROR").put("message", "it failed");
        } else {
            params.set("payload", payload);
        }
        say(PeerFrames.request(process.ids().get().toString(), "node.invoke.result", params));
        if (owesBeat && !over) {
            owesBeat = false;
            sayBeat();
        }
        deaf = false;
        if (over) {
            agent.lineEnded(this);
            return;
        }
        read();
        if (!deaf && !over) {
            connection.readNothing(false);
        }
    }

    private void say(String text) {
        if (!over) {
            connection.sendText(text);
        }
    }

    private void abort() {
        connection.abort();
        closed(0, "dropped");
    }

    /** Which it notices when it reads again. */
    @Override
    public void closed(int code, String reason) {
        if (end(code, reason) && !deaf) {
            agent.lineEnded(this);
        }
    }

    private boolean end(int code, String reason) {
        boolean first = !over;
        if (first) {
            over = true;
            cancel(limit);
            cancel(beat);
            world.closed(machine, link, code, reason);
        }
        return first;
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
