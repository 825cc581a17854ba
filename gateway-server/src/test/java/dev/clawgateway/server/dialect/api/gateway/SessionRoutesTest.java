package dev.clawgateway.server.dialect.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import dev.clawgateway.server.fixture.RawClient;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7L << 32, 7));

    @Test
    void listsNodesAndOperatorsInTheOrderInWhichTheyCame() throws Exception {
        try (RawClient _ = gateway.node(NODE, 1);
                RawClient _ = gateway.cli()) {
            Reply all = api.get("/gateway/sessions");
            assertThat(all.at("/total")).isEqualTo("2");
            assertThat(all.at("/items/0/kind")).isEqualTo("node");
            assertThat(all.at("/items/0/node_id")).isEqualTo(NODE.toString());
            assertThat(all.at("/items/0/address")).isEqualTo("127.0.0.1");
            assertThat(all.at("/items/1/kind")).isEqualTo("operator");
            assertThat(Instant.parse(all.at("/items/1/since")))
                    .isAfterOrEqualTo(Instant.parse(all.at("/items/0/since")));

            Reply first = api.get("/gateway/sessions?limit=1");
            Reply next = api.get("/gateway/sessions?limit=1&cursor=" + first.text("next_cursor"));
            assertThat(next.at("/items/0/kind")).isEqualTo("operator");
            assertThat(next.body().path("next_cursor").isNull()).isTrue();
            assertThat(api.get("/gateway/sessions?kind=operator").at("/total")).isEqualTo("1");
            assertThat(api.get("/gateway/sessions?node=" + NODE).at("/total")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gateway/sessions?kind=guest",
                "/gateway/sessions?cursor=x",
                "/access/audit?since=today",
                "/access/audit?result=good",
            })
    void refusesWhatIsWrong(String path) throws Exception {
        assertThat(api.get(path).status()).isEqualTo(400);
    }

    @Test
    void whereNoAuditLogIsKeptThereIsNone() throws Exception {
        assertThat(api.get("/access/audit").status()).isEqualTo(404);
    }
}
