package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.method.ParamReader;
import dev.clawgateway.server.logging.RecentLines;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the gateway logged of late. It goes to no file of ours, so that the newest is in memory. */
public final class LogMethods {
    private static final String FILE = "stderr";
    private static final int USUAL_LIMIT = 500;
    private static final int USUAL_BYTES = 250_000;
    private static final Kind<Long> CURSOR = Kinds.wide(0, Long.MAX_VALUE);
    private static final Kind<Integer> LIMIT = Kinds.integer(1, 5000);
    private static final Kind<Integer> BYTES = Kinds.integer(1, 1_000_000);

    private final RecentLines lines;
    private final GatewayOperations gateway;
    private final Executor queries;

    /**
     * Of these lines.
     *
     * @param queries copies what may be much
     */
    public LogMethods(RecentLines lines, GatewayOperations gateway, Executor queries) {
        this.lines = lines;
        this.gateway = gateway;
        this.queries = queries;
    }

    public List<MethodEntry> entries() {
        return List.of(MethodEntry.operator("logs.tail", Scopes.READ, this::tail));
    }

    private record Wanted(@Nullable Long cursor, int limit, int maxBytes) {}

    private void tail(MethodCall call) {
        Wanted wanted =
                ParamReader.read(
                        call,
                        in ->
                                new Wanted(
                                        in.optional("cursor", CURSOR),
                                        in.otherwise("limit", LIMIT, USUAL_LIMIT),
                                        in.otherwise("maxBytes", BYTES, USUAL_BYTES)));
        if (wanted != null) {
            gateway.log(
                    call.caller(),
                    answer ->
                            queries.execute(
                                    () -> call.<Boolean>found(_ -> tail(wanted)).answer(answer)));
        }
    }

    private ObjectNode tail(Wanted wanted) {
        RecentLines.Tail tail = lines.after(wanted.cursor, wanted.limit, wanted.maxBytes);
        ObjectNode json = JsonTree.MAPPER.createObjectNode();
        json.put("file", FILE).put("cursor", tail.size()).put("size", tail.size());
        tail.lines().forEach(json.putArray("lines")::add);
        if (tail.truncated()) {
            json.put("truncated", true);
        }
        if (tail.reset()) {
            json.put("reset", true);
        }
        return json;
    }
}
