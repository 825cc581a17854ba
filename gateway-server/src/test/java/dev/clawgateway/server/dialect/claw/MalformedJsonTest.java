package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not JSON is refused with 1003; the session goes on. */
class MalformedJsonTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "[]",
                "null",
                "42",
                "\"register\"",
                "{\"type\":\"heartbeat\",}",
                "{'type':'heartbeat'}",
                "{\"type\":\"heartbeat\"} {\"type\":\"heartbeat\"}",
                "{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}",
                "{\"type\":NaN}",
                "{\"type\":\"heart\u0001beat\"}"
            })
    void isRefusedWithoutHarm(String garbage) throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().node(NODE, 1);
                RawClient cli = GATEWAYS.gateway().cli()) {
            node.text(garbage);
            cli.text(garbage);

            node.expectError(1003);
            cli.expectError(1003);
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            cli.ask("{\"type\":\"get_status\"}", "status");
            bystander.beats();
        }
    }

    @Test
    void isRefusedHoweverDeep() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            cli.text("{\"type\":\"get_status\",\"x\":" + "[".repeat(100_000));

            cli.expectError(1003);
            assertThat(cli.ask("{\"type\":\"get_status\"}", "status").path("node_count").isNumber())
                    .isTrue();
        }
    }
}
