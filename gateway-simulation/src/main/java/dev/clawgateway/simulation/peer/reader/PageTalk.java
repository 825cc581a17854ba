package dev.clawgateway.simulation.peer.reader;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.registry.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A question with one answer. */
final class PageTalk implements PlainListener {
    private static final int OK = 200;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String path;
    private final Consumer<@Nullable JsonNode> then;
    private final PlainConnection connection;
    private final HttpAnswer answer = new HttpAnswer();
    private boolean over;

    /**
     * @param then told what is shown, or null where it is not
     */
    PageTalk(
            PeerWorld world,
            SimulatedProcess process,
            String path,
            Consumer<@Nullable JsonNode> then) {
        this.path = path;
        this.then = then;
        connection = world.network().raw(process, this);
        process.after(LIMIT, this::giveUp);
    }

    @Override
    public void opened(PlainConnection opened) {
        connection.sendRaw(
                StreamTalk.get(path, "application/json", "").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(byte[] bytes) {
        HttpAnswer.Whole whole = over ? null : answer.add(bytes);
        if (whole != null) {
            connection.abort();
            end(whole.status() == OK ? read(whole.body()) : null);
        }
    }

    private void giveUp() {
        connection.abort();
        end(null);
    }

    private static JsonNode read(String body) {
        try {
            return JsonTree.parse(body);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway answered " + body, e);
        }
    }

    @Override
    public void closed(int code, String reason) {
        end(null);
    }

    private void end(@Nullable JsonNode shown) {
        if (!over) {
            over = true;
            then.accept(shown);
        }
    }
}
