package dev.clawgateway.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.discovery.FakeRegistry.Fault;
import dev.clawgateway.client.http.HttpAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member says, what it hears, and when it speaks again. */
class DiscoveryClientTest {
    private static final Registration ONE =
            Registration.of(1, "10.0.0.1", 5001)
                    .withCapabilities("raft", "gossip")
                    .withMetadata("role", "worker");
    private static final String REGISTER =
            "POST /register {\"node_id\":1,\"ip_address\":\"10.0.0.1\",\"port\":5001,"
                    + "\"capabilities\":[\"raft\",\"gossip\"],\"metadata\":{\"role\":\"worker\"}";
    private static final String BEAT = "POST /heartbeat {\"node_id\":1}";

    private final FakeRegistry gateway = new FakeRegistry();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void firstOneFoundsTheClusterAndKeepsItsPlace() throws Exception {
        gateway.pace(7, 300);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            assertThat(member.pauses.next()).isEqualTo(Duration.ofSeconds(7));
            assertThat(member.heard.lines())
                    .containsExactly("joined []", "bootstrap", "leader 1@5001");
            assertThat(gateway.requests()).containsExactly(REGISTER + "}");

            assertThat(member.pauses.turn()).isEqualTo(Duration.ofSeconds(7));
            assertThat(gateway.requests())
                    .containsExactly(BEAT, "GET /nodes?node_id=1", "GET /leader");
            assertThat(member.heard.lines()).isEmpty();
            assertThat(member.client.registered()).isTrue();
        }
    }

    @Test
    void laterOneFindsTheOthers() throws Exception {
        gateway.join(0, 6000);
        gateway.join("node-b", 6001);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();

            assertThat(member.heard.lines())
                    .containsExactly(
                            "joined [0@6000, node-b@6001]",
                            "members [0@6000, node-b@6001]",
                            "leader 0@6000");
            assertThat(member.client.cluster().version()).isEqualTo(3);
        }
    }

    @Test
    void hearsWhoComesGoesMovesAndLeads() throws Exception {
        gateway.join(2, 6002);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.heard.lines();

            gateway.join(3, 6003);
            member.pauses.turn();
            assertThat(member.heard.lines()).containsExactly("members [2@6002, 3@6003]");

            gateway.join(3, 7003);
            member.pauses.turn();
            assertThat(member.heard.lines()).containsExactly("members [2@6002, 3@7003]");

            gateway.leads(3);
            member.pauses.turn();
            assertThat(member.heard.lines()).containsExactly("leader 3@7003");

            gateway.leads(null);
            member.pauses.turn();
            assertThat(member.heard.lines()).containsExactly("leader none");
        }
    }

    @Test
    void registersAgainWithAllItSaidWhenItWasForgotten() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.heard.lines();
            gateway.requests();

            gateway.forgetAll();
            member.pauses.turn();

            assertThat(gateway.requests()).containsExactly(BEAT, REGISTER + ",\"rejoin\":true}");
            assertThat(member.heard.lines()).containsExactly("joined []", "leader none");
            assertThat(gateway.members()).containsExactly("1");
        }
    }

    @Test
    void foundsTheClusterThoughTheAnswerWasLost() throws Exception {
        gateway.fail(Fault.LOST_ANSWER);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            assertThat(member.pauses.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(member.heard.lines()).singleElement().asString().startsWith("lost ");

            member.pauses.turn();

            assertThat(gateway.requests()).containsExactly(REGISTER + "}", REGISTER + "}");
            assertThat(member.heard.lines())
                    .containsExactly("back", "joined []", "bootstrap", "leader 1@5001");

            gateway.forgetAll();
            member.pauses.turn();
            assertThat(member.heard.lines()).doesNotContain("bootstrap");
        }
    }

    @Test
    void aLostAnswerToASignOfLifeCostsNothing() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            gateway.requests();

            gateway.fail(Fault.LOST_ANSWER);
            assertThat(member.pauses.turn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(member.pauses.turn()).isEqualTo(Duration.ofSeconds(30));

            assertThat(gateway.requests())
                    .containsExactly(BEAT, BEAT, "GET /nodes?node_id=1", "GET /leader");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"GARBAGE", "WRONG_JSON", "INTERNAL_ERROR", "UNAUTHORIZED"})
    void outlivesAGatewayThatMisbehaves(Fault fault) throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            member.heard.lines();

            gateway.fail(fault, fault, fault);
            for (int i = 0; i < 3; i++) {
                assertThat(member.pauses.turn()).isLessThan(Duration.ofSeconds(8));
            }
            assertThat(member.heard.lines())
                    .singleElement()
                    .asString()
                    .startsWith("lost " + gateway.url() + ": ")
                    .contains(
                            switch (fault) {
                                case INTERNAL_ERROR -> "HTTP 500: Internal error";
                                case UNAUTHORIZED -> "HTTP 401: a token is needed";
                                default -> "what answers /heartbeat is no gateway: ";
                            });

            assertThat(member.pauses.turn()).isEqualTo(Duration.ofSeconds(30));
            assertThat(member.heard.lines()).containsExactly("back");
        }
    }

    @Test
    void leavesABusyGatewayAloneAsLongAsItAsks() throws Exception {
        gateway.fail(Fault.BUSY);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            assertThat(member.pauses.next())
                    .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        }
    }

    @Test
    void writesAnIdAsItWasGiven() throws Exception {
        for (Map.Entry<String, Registration> each :
                Map.of(
                                "0", Registration.of(0, "h", 1),
                                "\"0\"", Registration.of("0", "h", 1),
                                "\"a b&c\"", Registration.of("a b&c", "h", 1))
                        .entrySet()) {
            try (MemberFixture member = MemberFixture.started(each.getValue(), gateway.url())) {
                member.pauses.next();
                member.pauses.turn();

                List<String> requests = gateway.requests();
                assertThat(requests.getFirst())
                        .startsWith("POST /register {\"node_id\":" + each.getKey() + ",");
                assertThat(requests.get(1))
                        .isEqualTo("POST /heartbeat {\"node_id\":" + each.getKey() + "}");
                assertThat(requests.get(2))
                        .isIn("GET /nodes?node_id=0", "GET /nodes?node_id=a%20b%26c");
                assertThat(member.client.cluster().members())
                        .extracting(DiscoveredMember::id)
                        .doesNotContain(each.getValue().id());
            }
            gateway.requests();
        }
    }

    @Test
    void speaksOftenEnoughNotToBeSuspected() throws Exception {
        gateway.pace(3600, 12);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            assertThat(member.pauses.next()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void leavesWhenItEnds() throws Exception {
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();
            gateway.requests();

            member.client.close();

            assertThat(gateway.requests()).containsExactly("POST /remove {\"node_id\":1}");
            assertThat(gateway.members()).isEmpty();
            assertThat(member.client.registered()).isFalse();
        }
    }

    @Test
    void leavesWhenItEndsThoughNobodyAnsweredIt() throws Exception {
        gateway.fail(Fault.LOST_ANSWER);
        try (MemberFixture member = MemberFixture.started(ONE, gateway.url())) {
            member.pauses.next();

            member.client.close();

            assertThat(gateway.members()).isEmpty();
        }
    }

    @Test
    void endsFromItsOwnThreadAndBeforeItBegan() throws Exception {
        MemberFixture unborn = new MemberFixture(HttpAddresses.of(gateway.url()), ONE, new Heard());
        unborn.close();
        assertThat(gateway.requests()).isEmpty();

        CompletableFuture<Void> closed = new CompletableFuture<>();
        try (MemberFixture member =
                new MemberFixture(HttpAddresses.of(gateway.url()), ONE, new Heard())) {
            member.client.start(
                    new DiscoveryListener() {
                        @Override
                        public void bootstrap() {
                            member.client.close();
                            closed.complete(null);
                        }
                    });
            closed.get(60, TimeUnit.SECONDS);
            await().until(() -> gateway.members().isEmpty());
            assertThat(gateway.requests()).contains("POST /remove {\"node_id\":1}");
        }
    }

    @Test
    void livesOnWhenTheApplicationFails() throws Exception {
        Heard failing =
                new Heard() {
                    @Override
                    public void bootstrap() {
                        super.bootstrap();
                        throw new IllegalStateException("the application's own fault");
                    }
                };
        try (MemberFixture member =
                new MemberFixture(HttpAddresses.of(gateway.url()), ONE, failing)) {
            member.client.start(failing);

            assertThat(member.pauses.next()).isEqualTo(Duration.ofSeconds(30));
            assertThat(failing.lines()).contains("bootstrap", "leader 1@5001");
            assertThat(member.pauses.turn()).isEqualTo(Duration.ofSeconds(30));
        }
    }
}
