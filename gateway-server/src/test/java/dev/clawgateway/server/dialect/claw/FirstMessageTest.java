package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first message decides who is on the line (section 1.4). */
class FirstMessageTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "nonsense",
                "{\"type\":\"get_status\"}",
                "{\"type\":\"something_else\"}",
                "{\"type\":\"hello\",\"version\":7}",
                "[1,2,3]"
            })
    void thatNobodyKnowsIsAnsweredThenTheSessionEnds(String first) throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient stranger = GATEWAYS.gateway().connect()) {
            stranger.text(first);

            stranger.expectError(1003);
            assertThat(stranger.closeCode()).isEqualTo(1002);
            bystander.beats();
        }
    }

    @Test
    void ofANodeThatIsNotARegistrationIsRefusedButTheSessionStays() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().connect()) {
            node.text(Frames.heartbeat(NODE));
            node.expectError(1001);

            node.text(Frames.register(NODE, "late", 1));
            node.expect("registered");
            bystander.beats();
        }
    }

    @Test
    void withAnotherProtocolVersionEndsACliSession() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().connect()) {
            cli.text("{\"type\":\"hello\",\"version\":\"9.0.0\",\"protocol_version\":2}");

            cli.expectError(1008);
            assertThat(cli.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void mayBePrecededByControlFrames() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().connect()) {
            cli.frame(true, RawClient.PING, new byte[] {'x'});
            cli.frame(true, RawClient.PONG, new byte[0]);
            assertThat(cli.next().opcode()).isEqualTo(RawClient.PONG);

            cli.text(Frames.HELLO);
            cli.expect("welcome");
        }
    }

    @Test
    void ofACliIsNotTheOnlyHelloAllowed() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            cli.ask(Frames.HELLO, "welcome");
            cli.text(Frames.HELLO.replace("_version\":1", "_version\":3"));
            cli.expectError(1008);
            cli.ask("{\"type\":\"get_status\"}", "status");
        }
    }

    @Test
    void mayComeOnAnyPath() throws Exception {
        try (Socket socket = new Socket();
                RawClient cli =
                        RawClient.connect(
                                socket,
                                GATEWAYS.gateway().address(),
                                "/health/any%20thing?token=s3cret&x=/")) {
            cli.text(Frames.HELLO);
            cli.expect("welcome");
        }
    }
}
