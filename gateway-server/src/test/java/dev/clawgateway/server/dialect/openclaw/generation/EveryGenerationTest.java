package dev.clawgateway.server.dialect.openclaw.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs of every generation that is in use, each with all that it does from its first connection
 * on, over real sockets and a real data folder. In what they differ: {@link GenerationSheet}.
 */
@Timeout(120)
class EveryGenerationTest {
    private static final String SECRET = "fleet-secret";
    private static final int MAX_EVENTS = 1000;
    private static final GenerationLine.End RESTART =
            new GenerationLine.End(1012, "service restart");

    @TempDir private Path folder;
    private final List<GenerationProgram> programs = new ArrayList<>();
    private final GenerationFiles machine = new GenerationFiles(TestDevice.fresh());
    private GenerationFiles person = new GenerationFiles(TestDevice.fresh());
    private RocksStore store;
    private volatile TestGateway gateway;

    @BeforeEach
    void begin() throws IOException {
        store = RocksStore.open(StoreFolder.under(folder), MAX_EVENTS);
        gateway = new TestGateway(OpenClawListeners.both().with(settings()).with(store));
    }

    /** As it is where nothing is configured, but that the very old may come without a nonce. */
    private static OpenClawSettings settings() {
        OpenClawSettings usual = OpenClawSettings.of("1.2.3").with(SharedSecret.token(SECRET));
        return usual.with(usual.entry().withoutNonce());
    }

    @AfterEach
    void end() {
        programs.forEach(GenerationProgram::close);
        stopGateway();
        assertThat(programs).allSatisfy(program -> assertThat(program.broken()).isEmpty());
    }

    private void stopGateway() {
        gateway.close();
        store.close();
    }

    private static List<GenerationSheet> generations() {
        return GenerationSheet.all();
    }

    private GenerationNode node(GenerationSheet sheet) {
        GenerationNode node = new GenerationNode(sheet, () -> gateway, SECRET, machine);
        programs.add(node);
        node.start();
        return node;
    }

    private GenerationOperator operator(GenerationSheet sheet, List<String> scopes) {
        GenerationFiles files =
                sheet.is("operator's device", "yes") ? person : new GenerationFiles(null);
        GenerationOperator operator =
                new GenerationOperator(sheet, () -> gateway, SECRET, files, scopes);
        programs.add(operator);
        operator.start();
        operator.awaitIn(1);
        return operator;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("generations")
    void comesInWorksAndComesBackWhateverHappens(GenerationSheet sheet) throws Exception {
        GenerationNode node = node(sheet);
        approve(sheet, node);
        GenerationOperator operator = operator(sheet, sheet.scopes("scopes to work"));
        listsAndInvokes(sheet, operator, node, "first");

        stopGateway();
        begin();
        bothAreBack(sheet, operator, node);
        listsAndInvokes(sheet, operator, node, "second");

        isCutOffWhileItWorks(sheet, operator, node);
        listsAndInvokes(sheet, operator, node, "third");
        operator.cut();
        operator.awaitIn(3);
        listsAndInvokes(sheet, operator, node, "fourth");
    }

    private void approve(GenerationSheet sheet, GenerationNode node) throws Exception {
        JsonNode error = node.awaitRefusal();
        assertThat(error.path("code").asString()).isEqualTo("NOT_PAIRED");
        assertThat(error.path("message").asString()).startsWith("pairing required");
        await().until(() -> node.ends().getFirst().code() == 1008);
        try (GenerationOperator approver = operator(sheet, sheet.scopes("scopes to approve"))) {
            JsonNode waiting = approver.ask("device.pair.list").path("pending").path(0);
            assertThat(waiting.path("deviceId").asString()).isEqualTo(node.id());
            String request = waiting.path("requestId").asString();
            assertThat(error.path("details").path("requestId").asString()).isEqualTo(request);
            approver.ask("device.pair.approve", requestId(request));
        }
        node.startAgain();
        node.awaitIn(1);
        assertThat(machine.token()).hasSize(43);
    }

    private static ObjectNode requestId(String request) {
        return GenerationProgram.object().put("requestId", request);
    }

    private static void listsAndInvokes(
            GenerationSheet sheet, GenerationOperator operator, GenerationNode node, String key)
            throws Exception {
        // It may know that it is in before others do.
        await().until(() -> listed(operator).path("connected").asBoolean());
        assertThat(listed(operator).path("nodeId").asString()).isEqualTo(node.id());
        assertThat(listed(operator).path("commands").toString()).isEqualTo("[\"system.which\"]");

        JsonNode done = operator.ask("node.invoke", operator.invoke(node.id(), key, "find"));
        assertThat(done.path("payload").path("bins").path("sh").asString())
                .isEqualTo("/usr/bin/sh");
        assertThat(done.path("payloadJSON").asString()).contains("/usr/bin/sh");
        assertThat(node.ran(key)).isEqualTo(1);

        JsonNode failed =
                operator.refused("node.invoke", operator.invoke(node.id(), key + "-f", "fail"));
        assertThat(failed.path("message").asString()).isEqualTo(sheet.of("node that failed"));
    }

    private static JsonNode listed(GenerationOperator operator) throws Exception {
        return operator.ask("node.list").path("nodes").path(0);
    }

    private static void bothAreBack(
            GenerationSheet sheet, GenerationOperator operator, GenerationNode node) {
        for (GenerationProgram program : List.of(operator, node)) {
            program.awaitIn(2);
            assertThat(program.ends()).contains(RESTART);
        }
        assertThat(node.events()).contains("shutdown");
        assertThat(operator.events()).contains("shutdown");
        assertThat(node.shown().getLast()).isEqualTo("device token");
        assertThat(operator.shown().getLast())
                .isEqualTo(sheet.is("operator's device", "yes") ? "device token" : "secret");
    }

    private static void isCutOffWhileItWorks(
            GenerationSheet sheet, GenerationOperator operator, GenerationNode node)
            throws Exception {
        CompletableFuture<JsonNode> asked =
                operator.begin("node.invoke", operator.invoke(node.id(), "cut", "nothing"));
        await().atMost(Duration.ofSeconds(20)).until(() -> node.ran("cut") == 1);

        node.cut();

        JsonNode gone = GenerationOperator.answer(asked).path("error");
        assertThat(gone.path("message").asString()).isEqualTo(sheet.of("node that left"));
        assertThat(gone.path("details").path("nodeCommandDispatched").asBoolean()).isTrue();
        node.awaitIn(3);
        assertThat(node.ends()).contains(GenerationLine.End.CUT);
        assertThat(node.shown().getLast()).isEqualTo("device token");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("generations")
    void isToldWhatItMayNotDoInTheWordsOfItsTime(GenerationSheet sheet) throws Exception {
        GenerationOperator reader = operator(sheet, List.of("operator.read"));

        JsonNode missing = reader.refused("node.invoke", reader.invoke("x", "k", "find"));

        assertThat(missing.path("code").asString()).isEqualTo(sheet.of("scope that is missing"));
        assertThat(missing.path("message").asString()).isEqualTo("missing scope: operator.write");
        assertThat(reader.ask("health").path("ok").asBoolean()).isTrue();
        assertThat(Objects.requireNonNull(reader.ask("system-presence")).isArray()).isTrue();
    }

    /** Command lines ask for no more than a command needs, by the secret and the same device. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("generations")
    void asksForMoreAsItsCommandsNeedIt(GenerationSheet sheet) throws Exception {
        GenerationOperator reader = operator(sheet, List.of("operator.read"));
        assertThat(reader.ask("node.list").path("nodes").isEmpty()).isTrue();
        reader.close();
        person = new GenerationFiles(person.device());

        GenerationOperator wider = operator(sheet, sheet.scopes("scopes to approve"));

        assertThat(wider.ask("device.pair.list").path("pending").isEmpty()).isTrue();
        assertThat(wider.ends()).isEmpty();
    }
}
