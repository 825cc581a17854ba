package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Words that the protocol does not have are refused; members it does not have are ignored. */
class UnknownTypesTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void areRefusedWithoutHarm() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().node(NODE, 1);
                RawClient cli = GATEWAYS.gateway().cli()) {
            node.text("{\"type\":\"node_party\",\"node_id\":\"" + NODE + "\"}");
            cli.text("{\"type\":\"get_everything\"}");

            node.expectError(1003);
            JsonNode error = cli.expectError(1003);
            assertThat(error.path("request_type").asString()).isEqualTo("get_everything");
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            cli.ask("{\"type\":\"get_status\"}", "status");
            bystander.beats();
        }
    }

    @Test
    void doNotBelongToTheOtherRole() throws Exception {
        try (RawClient node = GATEWAYS.gateway().node(NODE, 1);
                RawClient cli = GATEWAYS.gateway().cli()) {
            node.text("{\"type\":\"get_status\"}");
            cli.text(Frames.heartbeat(NODE));

            node.expectError(1003);
            cli.expectError(1003);
        }
    }

    @Test
    void countUnderOneNameWhateverTheyAre() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            for (int i = 0; i < 50; i++) {
                cli.text("{\"type\":\"invented_" + i + "\"}");
                cli.expectError(1003);
            }

            TrafficCounters traffic = GATEWAYS.gateway().traffic();
            assertThat(traffic.framesIn().count("unknown")).isGreaterThanOrEqualTo(50);
            assertThat(traffic.framesIn().count("invented_7")).isZero();
        }
    }

    @Test
    void asMembersAreIgnored() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            cli.ask("{\"color\":\"red\",\"type\":\"get_status\",\"more\":{\"a\":[1]}}", "status");
        }
    }
}
