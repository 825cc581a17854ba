package dev.clawgateway.server.dialect.openclaw.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.StateVersion;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.fixture.FakeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

class BroadcasterTest {
    private static final int OPERATOR_BYTES = 4096;

    private final Clients clients = new Clients();
    private final StateVersions versions = new StateVersions();
    private final TrafficCounters traffic = new TrafficCounters();
    private final EventLimits limits =
            new EventLimits(OPERATOR_BYTES, 1024, Duration.ofSeconds(30));
    private final Broadcaster broadcaster =
            new Broadcaster(clients, versions, () -> limits, traffic);
    private final FakeClient nobody = joined(FakeClient.operator(1));
    private final FakeClient reader = joined(FakeClient.operator(2, Scopes.READ));
    private final FakeClient pairer = joined(FakeClient.operator(3, Scopes.PAIRING));
    private final FakeClient admin = joined(FakeClient.operator(4, Scopes.ADMIN));
    private final FakeClient node = joined(FakeClient.node(5, "device"));
    private final List<FakeClient> all = List.of(nobody, reader, pairer, admin, node);

    /** Counts how often it is written. */
    record Counting(AtomicInteger encoded) {
        @Override
        public AtomicInteger encoded() {
            encoded.incrementAndGet();
            return encoded;
        }
    }

    /** Cannot be written. */
    record Broken(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("broken");
        }
    }

    private FakeClient joined(FakeClient fake) {
        clients.add(fake.client());
        fake.session().limit(limits.policy(fake.client().role(), OutboundLimits.DEFAULT));
        return fake;
    }

    private static ObjectNode payload() {
        return JsonTree.MAPPER.createObjectNode().put("ts", 1);
    }

    private static ObjectNode large(int bytes) {
        return JsonTree.MAPPER.createObjectNode().put("text", "x".repeat(bytes));
    }

    private void turn() {
        all.forEach(fake -> fake.session().turn());
    }

    private static List<Long> numbers(FakeClient fake) throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (String sent : fake.session().sent()) {
            numbers.add(((OpenClawFrame.Event) OpenClawFrames.read(sent)).seq());
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({
        "tick,                  nobody reader pairer admin node",
        "shutdown,              nobody reader pairer admin node",
        "health,                nobody reader pairer admin",
        "presence,              reader admin",
        "node.hostStats,        reader admin",
        "config.changed,        reader admin",
        "device.pair.requested, pairer admin",
        "device.pair.resolved,  pairer admin",
        "node.pair.requested,   pairer admin",
        "node.pair.resolved,    pairer admin",
        "node.invoke.request,   ''",
        "connect.challenge,     ''",
        "fleet.event,           ''",
        "chat,                  ''",
        "voicewake.changed,     ''"
    })
    void tellsWhoMayKnow(String event, String told) {
        Set<FakeClient> expected = new HashSet<>();
        for (String name : told.isEmpty() ? new String[0] : told.split(" ")) {
            expected.add(
                    switch (name) {
                        case "nobody" -> nobody;
                        case "reader" -> reader;
                        case "pairer" -> pairer;
                        case "admin" -> admin;
                        default -> node;
                    });
        }

        int count = broadcaster.broadcast(event, payload());
        turn();

        assertThat(all.stream().filter(fake -> !fake.session().sent().isEmpty()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(count).isEqualTo(expected.size());
    }

    @Test
    void filtersByRoleScopeAndConnection() {
        assertThat(tellTick(new Audience(ClientRole.NODE, null, null, Set.of())))
                .containsExactly(node);
        assertThat(tellTick(new Audience(null, Scopes.READ, null, Set.of())))
                .containsExactly(reader, admin);
        assertThat(tellTick(Audience.of(Set.of("conn-2", "conn-9")))).containsExactly(reader);
        assertThat(tellTick(new Audience(ClientRole.OPERATOR, null, null, Set.of("conn-1"))))
                .containsExactly(reader, pairer, admin);
        assertThat(tellTick(new Audience(null, Scopes.READ, Set.of("conn-1", "conn-4"), Set.of())))
                .containsExactly(admin);
    }

    private List<FakeClient> tellTick(Audience audience) {
        all.forEach(fake -> fake.session().sent().clear());
        int count = broadcaster.broadcast("tick", payload(), audience);
        turn();
        List<FakeClient> told =
                all.stream().filter(fake -> !fake.session().sent().isEmpty()).toList();
        assertThat(count).isEqualTo(told.size());
        return told;
    }

    @Test
    void numbersTheEventsOfEachConnectionApart() throws Exception {
        broadcaster.broadcast("presence", payload());
        broadcaster.broadcast("tick", payload());
        broadcaster.broadcast("device.pair.requested", payload());
        reader.client().tell("node.pair.resolved", payload());
        broadcaster.broadcast("tick", payload());
        turn();

        assertThat(numbers(nobody)).containsExactly(1L, 2L);
        assertThat(numbers(admin)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(numbers(node)).containsExactly(1L, 2L);
        assertThat(numbers(reader)).containsExactlyInAnyOrder(null, 1L, 2L, 3L);
    }

    @Test
    void carriesVersionsWhereTheEventHasThem() throws Exception {
        versions.presenceChanged();
        versions.presenceChanged();
        versions.healthChanged();

        broadcaster.broadcast("presence", payload());
        broadcaster.broadcast("tick", payload());
        turn();

        assertThat(admin.session().sent())
                .containsExactly(
                        "{\"type\":\"event\",\"event\":\"presence\",\"payload\":{\"ts\":1},"
                                + "\"seq\":1,\"stateVersion\":{\"presence\":2,\"health\":1}}",
                        "{\"type\":\"event\",\"event\":\"tick\",\"payload\":{\"ts\":1},\"seq\":2}");
        OpenClawFrame.Event event =
                (OpenClawFrame.Event) OpenClawFrames.read(admin.session().sent().getFirst());
        assertThat(event.stateVersion()).isEqualTo(new StateVersion(2, 1));
    }

    @Test
    void encodesOnceForAll() {
        AtomicInteger encoded = new AtomicInteger();
        JsonNode counted = new POJONode(new Counting(encoded));

        broadcaster.broadcast("tick", counted);
        turn();

        assertThat(encoded).hasValue(1);
        assertThat(all).allSatisfy(fake -> assertThat(fake.session().sent()).hasSize(1));
    }

    @Test
    void nobodyHearsOfWhatCannotBeEncoded() throws Exception {
        JsonNode broken = new POJONode(new Broken(1));

        assertThat(broadcaster.broadcast("tick", broken)).isZero();
        assertThat(broadcaster.broadcast("tick", payload())).isEqualTo(5);
        turn();

        assertThat(numbers(admin)).containsExactly(1L);
        assertThat(admin.session().closeCode()).isNull();
        assertThat(traffic.drops().count("event_not_encodable")).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeLeavesNoHole() throws Exception {
        assertThat(broadcaster.broadcast("tick", large(16 << 20))).isEqualTo(4); // not the node
        assertThat(broadcaster.broadcast("health", large(26_214_400))).isZero();
        turn();
        all.forEach(fake -> fake.session().written());
        broadcaster.broadcast("tick", payload());
        turn();

        assertThat(numbers(node)).containsExactly(1L);
        assertThat(numbers(admin)).containsExactly(1L, 2L);
        assertThat(all).allSatisfy(fake -> assertThat(fake.session().closeCode()).isNull());
        assertThat(traffic.drops().count("event_too_large")).isEqualTo(5);
    }

    @Test
    void clientThatIsBehindDoesWithoutWhatMayBeDropped() throws Exception {
        broadcaster.broadcast("presence", large(OPERATOR_BYTES));
        turn();
        admin.session().written(); // the reader takes nothing

        broadcaster.broadcast("presence", payload());
        turn();
        reader.session().written();
        broadcaster.broadcast("presence", payload());
        turn();

        assertThat(numbers(reader)).containsExactly(1L, 3L); // the hole shows the drop
        assertThat(numbers(admin)).containsExactly(1L, 2L, 3L);
        assertThat(traffic.drops().count("event_skipped")).isEqualTo(1);
        assertThat(reader.session().closeCode()).isNull();
    }

    @Test
    void clientThatIsBehindIsClosedByWhatMayNotBeDropped() {
        broadcaster.broadcast("presence", large(OPERATOR_BYTES));
        turn();
        admin.session().written();

        broadcaster.broadcast("tick", payload());
        turn();

        assertThat(reader.session().closeCode()).isEqualTo(1008);
        assertThat(admin.session().closeCode()).isNull();
        assertThat(broadcaster.broadcast("tick", payload())).isEqualTo(4);
    }

    @Test
    void answersDoNotCountAgainstAClient() {
        reader.client().answer("1", large(10 * OPERATOR_BYTES));
        reader.session().turn();

        broadcaster.broadcast("presence", payload());
        broadcaster.broadcast("tick", payload());
        turn();

        assertThat(reader.session().sent()).hasSize(3);
        assertThat(reader.session().closeCode()).isNull();
    }
}
