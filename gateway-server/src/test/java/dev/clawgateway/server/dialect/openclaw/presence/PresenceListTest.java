package dev.clawgateway.server.dialect.openclaw.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.server.dialect.openclaw.broadcast.StateVersions;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.fixture.FakeClient;
import dev.clawgateway.server.fixture.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PresenceListTest {
    private static final GatewayIdentity GATEWAY =
            new GatewayIdentity("gw-1", "10.0.0.5", "1.0.0", "linux");

    private final HandClock time = new HandClock();
    private final StateVersions versions = new StateVersions();
    private int changes;
    private final PresenceList presence =
            new PresenceList(GATEWAY, versions, () -> changes++, time);

    private List<JsonNode> shown() {
        return StreamSupport.stream(presence.shown().entries().spliterator(), false).toList();
    }

    private List<String> names() {
        return shown().stream()
                .map(entry -> entry.path("deviceId").asString(entry.path("host").asString()))
                .toList();
    }

    @Test
    void gatewayItselfIsThere() {
        assertThat(shown())
                .singleElement()
                .asString()
                .isEqualTo(
                        "{\"host\":\"gw-1\",\"ip\":\"10.0.0.5\",\"version\":\"1.0.0\","
                                + "\"platform\":\"linux\",\"mode\":\"gateway\",\"reason\":\"self\","
                                + "\"text\":\"Gateway: gw-1 (10.0.0.5) · app 1.0.0 · mode gateway ·"
                                + " reason self\",\"ts\":1772600400000}");
    }

    @Test
    void showsTheNewestFirstAndTheGatewayLast() {
        presence.joined(FakeClient.node(1, "Old").client());
        time.pass(Duration.ofSeconds(1));
        presence.joined(FakeClient.node(2, "young").client());

        assertThat(names()).containsExactly("young", "Old", "gw-1");
        JsonNode node = shown().getFirst();
        assertThat(node.path("mode").asString()).isEqualTo("node");
        assertThat(node.path("reason").asString()).isEqualTo("connect");
        assertThat(node.path("roles").toString()).isEqualTo("[\"node\"]");
        assertThat(changes).isEqualTo(2);
        assertThat(presence.shown().version().presence()).isEqualTo(2);
    }

    @Test
    void nodeStaysWhileItIsConnectedAndFadesAfterwards() {
        OpenClawClient node = FakeClient.node(1, "device").client();
        presence.joined(node);
        time.pass(PresenceList.LIFE.multipliedBy(3));
        assertThat(names()).containsExactly("device", "gw-1");

        presence.left(node);
        assertThat(shown().getFirst().path("reason").asString()).isEqualTo("disconnect");
        time.pass(PresenceList.LIFE);
        assertThat(names()).containsExactly("device", "gw-1");
        time.pass(Duration.ofMillis(1));
        assertThat(names()).containsExactly("gw-1");
    }

    @Test
    void operatorFadesThoughItIsConnected() {
        presence.joined(operator(1));
        assertThat(shown()).hasSize(2);

        time.pass(PresenceList.LIFE.plusMillis(1));

        assertThat(shown()).hasSize(1);
    }

    @Test
    void endOfAnOlderConnectionLeavesTheEntryOfTheNewer() {
        OpenClawClient old = FakeClient.node(1, "device").client();
        presence.joined(old);
        presence.joined(FakeClient.node(2, "DEVICE").client());
        int before = changes;

        presence.left(old);

        assertThat(shown()).hasSize(2);
        assertThat(shown().getFirst().path("reason").asString()).isEqualTo("connect");
        assertThat(changes).isEqualTo(before);
    }

    @Test
    void keepsNoMoreThanItMayShow() {
        for (int i = 0; i < 300; i++) {
            presence.joined(FakeClient.node(i, "device-" + i).client());
            time.pass(Duration.ofMillis(1));
        }

        assertThat(names()).hasSize(200).startsWith("device-299").endsWith("gw-1");
    }

    @Test
    void thoseWhoLeftDoNotPileUp() {
        for (int i = 0; i < 1000; i++) {
            OpenClawClient node = FakeClient.node(i, "device-" + i).client();
            presence.joined(node);
            presence.left(node);
            time.pass(Duration.ofMillis(1));
        }
        presence.shown();

        OpenClawClient late = FakeClient.node(0, "device-0").client();
        int before = changes;
        presence.left(late); // was forgotten

        assertThat(changes).isEqualTo(before);
        assertThat(names()).hasSize(200);
    }

    private static OpenClawClient operator(long epoch) {
        OpenClawClient client = FakeClient.operator(epoch).client();
        assertThat(client.role()).isEqualTo(ClientRole.OPERATOR);
        return client;
    }
}
