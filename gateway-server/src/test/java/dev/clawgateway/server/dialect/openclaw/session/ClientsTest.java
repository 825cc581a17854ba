package dev.clawgateway.server.dialect.openclaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.fixture.FakeClient;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private final Clients clients = new Clients();

    @Test
    void newestConnectionOfNodeCounts() {
        OpenClawClient old = FakeClient.node(1, "a").client();
        OpenClawClient young = FakeClient.node(2, "a").client();

        assertThat(clients.add(old)).isNull();
        assertThat(clients.add(young)).isSameAs(old);

        assertThat(clients.node("a")).isSameAs(young);
        assertThat(clients.count(ClientRole.NODE)).isEqualTo(1);
        assertThat(clients.ofDevice("a")).containsExactlyInAnyOrder(old, young);
    }

    @Test
    void endOfOlderConnectionLeavesNewerOne() {
        OpenClawClient old = FakeClient.node(1, "a").client();
        OpenClawClient young = FakeClient.node(2, "a").client();
        clients.add(old);
        clients.add(young);

        clients.remove(old);
        clients.remove(old);

        assertThat(clients.node("a")).isSameAs(young);
        assertThat(clients.find("conn-1")).isNull();
        assertThat(clients.count()).isEqualTo(1);
    }

    @Test
    void findsOperatorsByWhatTheirScopesHold() {
        OpenClawClient reader = FakeClient.operator(1, Scopes.READ).client();
        OpenClawClient admin = FakeClient.operator(2, Scopes.ADMIN).client();
        OpenClawClient nobody = FakeClient.operator(3).client();
        List.of(reader, admin, nobody, FakeClient.node(4, "a").client()).forEach(clients::add);

        assertThat(clients.with(Scopes.READ)).containsExactlyInAnyOrder(reader, admin);
        assertThat(clients.with(Scopes.PAIRING)).containsExactly(admin);
        assertThat(clients.count(ClientRole.OPERATOR)).isEqualTo(3);
    }
}
