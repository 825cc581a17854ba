package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.pairing.ApprovalRules;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.dialect.openclaw.session.CommandRules;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings.Times;
import dev.clawgateway.server.dialect.openclaw.session.SharedSecret;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sessions of OpenClaw clients, over real sockets. */
class OpenClawSessionTest {
    private static final ConnectParams ADMIN = Connects.cli(null, "operator.admin");

    private TestGateway gateway = start(OpenClawSettings.of("1.2.3"));

    private static TestGateway start(OpenClawSettings settings) {
        try {
            return new TestGateway(OpenClawListeners.both().with(settings));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void restart(OpenClawSettings settings) {
        gateway.close();
        gateway = start(settings);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private InetSocketAddress own() {
        return gateway.address(OpenClawListeners.OWN);
    }

    @Test
    void commandLineOfThisMachineIsLetInWithWhatItAsksFor() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode hello = peer.hello(ADMIN);

            assertThat(hello.path("protocol").asInt()).isEqualTo(4);
            assertThat(hello.path("auth").path("scopes").toString())
                    .isEqualTo("[\"operator.admin\"]");
            assertThat(hello.path("snapshot").path("authMode").asString()).isEqualTo("none");
            assertThat(hello.path("policy").path("maxPayload").asInt()).isEqualTo(26_214_400);
            assertThat(hello.path("server").path("version").asString()).isEqualTo("1.2.3");
        }
    }

    @Test
    void clientThatOffersToCompressIsGreetedOnASharedPort() throws Exception {
        OpenClawPeer.connected(gateway.address(), ADMIN).close();
    }

    @Test
    void dedicatedPathIsGreetedOnASharedPort() throws Exception {
        try (OpenClawPeer peer =
                OpenClawPeer.greeted(RawClient.plain(gateway.address(), "/openclaw"))) {
            peer.hello(ADMIN);
        }
    }

    @Test
    void whoSaysNothingOnASharedPortIsGreetedAfterAWhile() throws Exception {
        restart(
                OpenClawSettings.of("1")
                        .with(times(Duration.ofSeconds(15), Duration.ofMillis(300))));
        try (OpenClawPeer peer = OpenClawPeer.greeted(RawClient.plain(gateway.address(), "/"))) {
            peer.hello(ADMIN);
        }
    }

    @Test
    void clawClientThatWasGreetedMeanwhileIsServedByWhatItSays() throws Exception {
        restart(
                OpenClawSettings.of("1")
                        .with(times(Duration.ofSeconds(5), Duration.ofMillis(300))));
        try (RawClient claw = OpenClawPeer.greeted(plain()).socket()) {
            claw.text(Frames.HELLO);
            claw.expect("welcome");
            try (RawClient silent = OpenClawPeer.greeted(plain()).socket()) {
                assertThat(silent.closeCode()).isEqualTo(1008); // and so it would be here
            }

            assertThat(claw.ask("{\"type\":\"list_workloads\"}", "workloads")).isNotNull();
        }
    }

    private RawClient plain() throws IOException {
        return RawClient.plain(gateway.address(), "/");
    }

    @Test
    void clawClientsComeInByTheSharedPortAsBefore() throws Exception {
        try (RawClient claw = RawClient.plain(gateway.address(), "/")) {
            claw.text(Frames.HELLO);
            claw.expect("welcome");
        }
    }

    @Test
    void clientThatSpeaksFirstIsHeardOnASharedPort() throws Exception {
        try (RawClient first = RawClient.plain(gateway.address(), "/")) {
            first.text(Connects.frame(ADMIN));

            assertThat(first.expect("res").path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void clawClientsAreNotServedWhereOnlyOpenClawIs() throws Exception {
        try (RawClient claw = RawClient.connect(own())) {
            claw.expect("event");
            claw.text(Frames.HELLO);

            assertThat(claw.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void answerReachesTheWireBeforeTheClose() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode error = peer.refused(Connects.as(ADMIN, 9, 9, "cli", "cli", "operator"));

            assertThat(error.path("message").asString()).isEqualTo("protocol mismatch");
            assertThat(peer.socket().closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void reasonOfTheCloseIsCutToWhatFits() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            peer.socket()
                    .text(
                            Connects.request(
                                    "1",
                                    "connect",
                                    "{\"minProtocol\":\"" + "x".repeat(200) + "\"}"));
            peer.answer();
            RawClient.Frame close = peer.socket().next();

            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.payload())
                    .startsWith("invalid connect params: ")
                    .satisfies(reason ->
                            assertThat(reason.getBytes(StandardCharsets.UTF_8))
                                    .hasSizeBetween(100, 123));
        }
    }

    @Test
    void deviceThatNobodyApprovedHasToWait() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            JsonNode error =
                    peer.refused(
                            peer.signed(
                                    TestDevice.fresh(),
                                    Connects.agent(null, "gpu.list"),
                                    System.currentTimeMillis()));

            assertThat(error.path("code").asString()).isEqualTo("NOT_PAIRED");
            assertThat(peer.socket().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void handshakeMustEndInTime() throws Exception {
        restart(
                OpenClawSettings.of("1")
                        .with(times(Duration.ofMillis(300), Duration.ofSeconds(2))));
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            RawClient.Frame close = peer.socket().next();

            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.payload()).isEqualTo("handshake timeout");
        }
    }

    @Test
    void largeMessagesAreForThoseWhoWereLetIn() throws Exception {
        String padding = "x".repeat(70_000);
        String large = Connects.request("9", "no.such", "{\"a\":\"" + padding + "\"}");
        try (OpenClawPeer peer = OpenClawPeer.open(own())) {
            peer.socket().text(large);
            assertThat(peer.socket().closeCode()).isEqualTo(1009);
        }
        try (OpenClawPeer peer = OpenClawPeer.connected(own(), ADMIN)) {
            peer.socket().text(large);
            assertThat(error(peer.answer())).isEqualTo("unknown method: no.such");
        }
    }

    @Test
    void requestsAreAnsweredUnderTheirIds() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.connected(own(), ADMIN)) {
            assertThat(error(peer.ask("a", "no.such", "{}"))).isEqualTo("unknown method: no.such");
            assertThat(error(peer.ask("b", "no.such", "[]")))
                    .isEqualTo("invalid no.such params: must be an object");
            assertThat(error(peer.ask("c", "connect", "{}")))
                    .isEqualTo("connect is only valid as the first request");
        }
    }

    @Test
    void missingScopeIsToldInTheWordsOfTheProtocol() throws Exception {
        ConnectParams old =
                Connects.as(Connects.cli(null, "operator.read"), 3, 3, "cli", "cli", "operator");
        try (OpenClawPeer peer = OpenClawPeer.connected(own(), old)) {
            JsonNode answer = peer.ask("a", "no.such", "{}");

            assertThat(error(answer)).isEqualTo("missing scope: operator.admin");
            assertThat(answer.path("error").path("code").asString()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void framesThatAreNoRequestsAreAnsweredUntilThereAreTooMany() throws Exception {
        try (OpenClawPeer peer = OpenClawPeer.connected(own(), ADMIN)) {
            for (int i = 0; i < 9; i++) {
                peer.socket().text("garbage");
                assertThat(peer.answer().path("id").asString()).isEqualTo("invalid");
            }
            peer.ask("a", "no.such", "{}");
            for (int i = 0; i < 10; i++) {
                peer.socket().text("{\"type\":\"req\",\"id\":\"x\"}");
                assertThat(peer.answer().path("id").asString()).isEqualTo("x");
            }
            assertThat(peer.socket().closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "other"})
    void otherSecretSendsThoseAwayWhoCameByTheOldOne(String secret) throws Exception {
        OpenClawSettings before = OpenClawSettings.of("1").with(SharedSecret.token("token"));
        restart(before);
        try (OpenClawPeer peer =
                OpenClawPeer.connected(own(), Connects.cli("token", "operator.admin"))) {
            gateway.apply(OpenClawListeners.both().with(before.with(SharedSecret.token(secret))));

            if (secret.equals("token")) {
                peer.ask("1", "no.such", "{}");
                return;
            }
            RawClient.Frame close = peer.socket().next();
            assertThat(close.closeCode()).isEqualTo(4001);
            assertThat(close.payload()).isEqualTo("gateway auth changed");
        }
    }

    @Test
    void nodeThatGoesOnAskingWhatIsNotForItIsSentAway() throws Exception {
        restart(letsNodesIn(256));
        try (OpenClawPeer node = node("system.info")) {
            for (int i = 0; i < 11; i++) {
                assertThat(error(node.ask("h" + i, "health", "{}")))
                        .isEqualTo("unauthorized role: node");
            }
            RawClient.Frame close = next(node);
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.payload()).isEqualTo("repeated unauthorized calls");
        }
    }

    @Test
    void onlySoManyRequestsMayWaitForTheirAnswers() throws Exception {
        restart(letsNodesIn(1));
        TestDevice device = TestDevice.fresh();
        try (OpenClawPeer node = node(device, "system.info");
                OpenClawPeer operator = OpenClawPeer.connected(own(), ADMIN)) {
            operator.socket()
                    .text(
                            Connects.request(
                                    "slow",
                                    "node.invoke",
                                    "{\"nodeId\":\""
                                            + device.id()
                                            + "\",\"command\":\"system.info\","
                                            + "\"idempotencyKey\":\"k\"}"));

            JsonNode busy = operator.ask("b", "health", "{}").path("error");

            assertThat(busy.path("message").asString()).startsWith("The server is busy");
            assertThat(busy.path("retryable").asBoolean()).isTrue();
            assertThat(node.event("node.invoke.request").path("payload").path("command").asString())
                    .isEqualTo("system.info");
        }
    }

    /** Nodes of this machine are approved. */
    private static OpenClawSettings letsNodesIn(int maxWaiting) {
        OpenClawSettings usual = OpenClawSettings.of("1");
        return usual.with(
                        new OpenClawSettings.Bounds(
                                usual.bounds().events(), maxWaiting, usual.bounds().freeAttempts()))
                .with(
                        new OpenClawSettings.Nodes(
                                CommandRules.DEFAULT,
                                new ApprovalRules(true, true, _ -> false, false, false, Map.of())));
    }

    private OpenClawPeer node(String... commands) throws IOException {
        return node(TestDevice.fresh(), commands);
    }

    private OpenClawPeer node(TestDevice device, String... commands) throws IOException {
        OpenClawPeer peer = OpenClawPeer.open(own());
        peer.hello(peer.signed(device, Connects.agent(null, commands), System.currentTimeMillis()));
        return peer;
    }

    @Test
    void whoIsLetInIsAskedForSignsOfLifeAndStays() throws Exception {
        Times quick =
                new Times(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10));
        restart(OpenClawSettings.of("1").with(quick));
        try (OpenClawPeer peer = OpenClawPeer.connected(own(), ADMIN)) {
            for (int i = 0; i < 10; i++) {
                assertThat(next(peer).opcode()).isEqualTo(RawClient.PING);
                peer.socket().frame(true, RawClient.PONG, new byte[0]);
            }
            RawClient.Frame last = next(peer);
            while (last.opcode() == RawClient.PING) {
                last = next(peer);
            }
            assertThat(last.closeCode()).isEqualTo(1008);
            assertThat(last.payload()).isEqualTo("no sign of life");
        }
    }

    /** Events aside. */
    private static RawClient.Frame next(OpenClawPeer peer) throws IOException {
        RawClient.Frame frame = peer.socket().next();
        while (frame.opcode() == RawClient.TEXT) {
            frame = peer.socket().next();
        }
        return frame;
    }

    private static Times times(Duration handshake, Duration silence) {
        Times usual = Times.DEFAULT;
        return new Times(
                handshake, silence, usual.tick(), usual.ping(), usual.pong(), usual.skew());
    }

    private static String error(JsonNode answer) {
        return answer.path("error").path("message").asString();
    }
}
