package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.openclaw.PeerFrames.Introduction;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One connection of an operator that speaks the OpenClaw dialect. */
final class FleetLine implements PlainListener {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> SCOPES =
            List.of("operator.read", "operator.write", "operator.admin");

    private final PeerWorld world;
    private final String peer;
    private final SimulatedProcess process;
    private final PeerKeys keys;
    private final Host host;
    private final long link;
    private final PlainConnection connection;
    private final Map<String, Consumer<@Nullable JsonNode>> open = new LinkedHashMap<>();
    private @Nullable Timer limit;
    private int asked;
    private boolean connecting;
    private boolean welcome;
    private boolean over;

    /** Whose connection it is. */
    interface Host {
        /** He is let in. */
        void welcomed(FleetLine line);

        /** Somebody has to approve his device first. */
        void unpaired(String request);

        /** He is told of something. */
        void event(FleetLine line, String event, JsonNode payload);

        /** It is over; what was not answered is told so before. */
        void ended(FleetLine line);
    }

    FleetLine(PeerWorld world, String peer, SimulatedProcess process, PeerKeys keys, Host host) {
        this.world = world;
        this.peer = peer;
        this.process = process;
        this.keys = keys;
        this.host = host;
        link = world.numbers().link();
        connection = world.network().webSocket(process, PeerFrames.PATH, this);
        process.atEnd(_ -> end(0, "process ended"));
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(peer, link);
        limit = process.after(PATIENCE, this::hangUp);
    }

    @Override
    public void text(String message) {
        JsonNode frame = PeerFrames.read(message);
        switch (frame.path("type").asString("")) {
            case "event" -> event(frame.path("event").asString(""), frame.path("payload"));
            case "res" -> answered(frame);
            default -> throw new IllegalStateException("the gateway said " + message);
        }
    }

    private void event(String event, JsonNode payload) {
        if (welcome) {
            host.event(this, event, payload);
        } else if (event.equals("connect.challenge") && !connecting) {
            connecting = true;
            Introduction who =
                    new Introduction(
                            "cli", "cli", "operator", SCOPES, 4, peer, List.of(), List.of());
            long signedAt = payload.path("ts").asLong(0);
            var _ =
                    ask(
                            "connect",
                            PeerFrames.connect(
                                    who, keys, payload.path("nonce").asString(""), signedAt),
                            this::let);
        }
    }

    private void let(@Nullable JsonNode frame) {
        if (frame == null) {
            return;
        }
        if (limit != null) {
            limit.cancel();
        }
        if (frame.path("ok").asBoolean(false)) {
            welcome = true;
            host.welcomed(this);
            return;
        }
        String request = frame.path("error").path("details").path("requestId").asString("");
        if (!request.isEmpty()) {
            host.unpaired(request);
        }
        hangUp();
    }

    /**
     * Asks.
     *
     * @param then told the answer; null where the connection ended first
     */
    String ask(String method, ObjectNode params, Consumer<@Nullable JsonNode> then) {
        String id = link + "-" + ++asked;
        if (over) {
            then.accept(null);
            return id;
        }
        open.put(id, then);
        world.tell(new OpenClawFact.Asked(peer, link, id, method));
        connection.sendText(PeerFrames.request(id, method, params));
        return id;
    }

    private void answered(JsonNode frame) {
        String id = frame.path("id").asString("");
        world.tell(new OpenClawFact.Answered(peer, link, id, frame.path("ok").asBoolean(false)));
        Consumer<@Nullable JsonNode> then = open.remove(id);
        if (then != null) {
            then.accept(frame);
        }
    }

    long link() {
        return link;
    }

    /** Whether it is open still. */
    boolean stands() {
        return !over;
    }

    void hangUp() {
        connection.abort();
        closed(0, "hung up");
    }

    @Override
    public void closed(int code, String reason) {
        if (end(code, reason)) {
            host.ended(this);
        }
    }

    private boolean end(int code, String reason) {
        boolean first = !over;
        if (first) {
            over = true;
            if (limit != null) {
                limit.cancel();
            }
            world.closed(peer, link, code, reason);
            List<Consumer<@Nullable JsonNode>> lost = List.copyOf(open.values());
            open.clear();
            lost.forEach(then -> then.accept(null));
        }
        return first;
    }
}
