package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A thousand invokes over two hundred nodes, some of which go away, as do some who ask. */
class ManyInvokesTest {
    private static final int NODES = 200;
    private static final int ASKERS = 5;
    private static final int EACH = 250;

    /** Of those who ask the last one leaves before it is answered. */
    private static final int PATIENT = ASKERS - 1;

    private static final Set<String> KNOWN =
            Set.of("ok", "COMMAND_ERROR", "TIMEOUT", "DISCONNECTED", "NOT_CONNECTED");

    private final Map<String, Integer> ran = new ConcurrentHashMap<>();
    private final List<OpenClawPeer> nodes = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private ExecutorService threads;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        ApprovalRules rules = new ApprovalRules(true, true, _ -> false, false, false, Map.of());
        gateway =
                new TestGateway(
                        OpenClawListeners.both()
                                .with(
                                        OpenClawSettings.of("1.2.3")
                                                .with(
                                                        new OpenClawSettings.Nodes(
                                                                OpenClawSettings.Nodes.DEFAULT
                                                                        .commands(),
                                                                rules))));
    }

    @AfterEach
    void stop() throws Exception {
        for (OpenClawPeer node : nodes) {
            node.socket().drop();
        }
        threads.shutdownNow();
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    private Void join(long seed) throws IOException {
        TestDevice device = TestDevice.fresh();
        OpenClawPeer peer = OpenClawPeer.open(own());
        ConnectParams params = Connects.agent(null, "gpu.list");
        peer.hello(peer.signed(device, params, Instant.now().toEpochMilli()));
        nodes.add(peer);
        ids.add(device.id());
        var _ = threads.submit(() -> serve(peer, device.id(), new Random(seed)));
        return null;
    }

    /** Most are answered; some fail, some are never answered, and now and then the node is gone. */
    private Void serve(OpenClawPeer peer, String id, Random random) throws IOException {
        while (true) {
            JsonNode message = peer.socket().message();
            if (!message.path("event").asString("").equals("node.invoke.request")) {
                continue;
            }
            JsonNode order = message.path("payload");
            ran.merge(order.path("idempotencyKey").asString(), 1, Integer::sum);
            int fate = random.nextInt(20);
            if (fate == 0) {
                peer.socket().drop();
                return null;
            } else if (fate > 2) {
                peer.socket()
                        .text(Connects.request("r", "node.invoke.result", result(order, id, fate)));
            }
        }
    }

    private static String result(JsonNode order, String id, int fate) {
        ObjectNode result =
                JsonTree.MAPPER
                        .createObjectNode()
                        .put("id", order.path("id").asString())
                        .put("nodeId", id)
                        .put("ok", fate > 5);
        if (fate > 5) {
            result.putObject("payload").put("n", fate);
        } else {
            result.putObject("error").put("code", "COMMAND_ERROR").put("message", "no");
        }
        return result.toString();
    }

    /** Asks all at once, then hears all answers. */
    private Map<String, List<String>> ask(int asker, boolean leaves) throws IOException {
        Map<String, List<String>> answers = new HashMap<>();
        try (OpenClawPeer peer =
                OpenClawPeer.connected(own(), Connects.cli(null, "operator.write"))) {
            for (int i = 0; i < EACH; i++) {
                String key = asker + "-" + i;
                String params =
                        "{\"nodeId\":\"%s\",\"command\":\"gpu.list\",\"timeoutMs\":1000,\"idempotencyKey\":\"%s\"}"
                                .formatted(ids.get((asker * 31 + i) % NODES), key);
                peer.socket().text(Connects.request(key, "node.invoke", params));
            }
            if (leaves) {
                peer.socket().drop();
                return answers;
            }
            for (int i = 0; i < EACH; i++) {
                JsonNode answer = peer.answer();
                answers.computeIfAbsent(answer.path("id").asString(), _ -> new ArrayList<>())
                        .add(word(answer));
            }
            // Nothing comes twice: the next answer is to the next question.
            assertThat(peer.ask("last", "node.list", "{}").path("ok").asBoolean()).isTrue();
        }
        return answers;
    }

    private static String word(JsonNode answer) {
        if (answer.path("ok").asBoolean(false)) {
            return "ok";
        }
        JsonNode details = answer.path("error").path("details");
        assertThat(details.path("nodeCommandDispatched").isBoolean()).as("%s", answer).isTrue();
        String code = details.path("nodeError").path("code").asString("");
        return code.isEmpty() ? details.path("code").asString("") : code;
    }

    @Test
    void eachIsAnsweredOnceWhoeverLeaves() throws Exception {
        Random random = new Random(15);
        List<Future<?>> joined = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            long seed = random.nextLong();
            joined.add(threads.submit(() -> join(seed)));
        }
        for (Future<?> one : joined) {
            one.get(120, TimeUnit.SECONDS);
        }
        List<Future<Map<String, List<String>>>> all = new ArrayList<>();
        for (int asker = 0; asker < ASKERS; asker++) {
            int own = asker;
            all.add(threads.submit(() -> ask(own, own == PATIENT)));
        }

        Map<String, Integer> words = new TreeMap<>();
        for (int asker = 0; asker < PATIENT; asker++) {
            Map<String, List<String>> answers = all.get(asker).get(120, TimeUnit.SECONDS);
            assertThat(answers).hasSize(EACH);
            answers.values()
                    .forEach(each -> {
                        assertThat(each).hasSize(1);
                        assertThat(KNOWN).contains(each.getFirst());
                        words.merge(each.getFirst(), 1, Integer::sum);
                    });
        }
        assertThat(words).containsKeys("ok", "COMMAND_ERROR", "TIMEOUT", "DISCONNECTED");
        assertThat(ran.values()).allMatch(times -> times == 1);
    }
}
