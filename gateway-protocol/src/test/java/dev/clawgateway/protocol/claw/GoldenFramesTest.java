package dev.clawgateway.protocol.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every sample of the protocol reference, read and written again, is the same JSON. */
class GoldenFramesTest {
    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#node")
    void nodeFrameSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readNodeMessage(frame));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#gateway")
    void gatewayFrameSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readNodeCommand(frame));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#cli")
    void requestSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readRequest(frame));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#reply")
    void replySurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readReply(frame));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#spec")
    void specSurvivesRoundTrip(String spec) throws JsonFormatException {
        String frame = "{\"type\":\"start_workload\",\"node_id\":null,\"spec\":" + spec + "}";

        assertSame(frame, ClawCodec.readRequest(frame));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#bridge")
    void bridgeFrameSurvivesRoundTrip(String frame) throws JsonFormatException {
        boolean fromGateway = frame.startsWith("{\"event\"");

        assertSame(
                frame,
                fromGateway ? ClawCodec.readNodeCommand(frame) : ClawCodec.readNodeMessage(frame));
    }

    static List<String> extensionNode() {
        return GoldenFrames.extension("node");
    }

    static List<String> extensionGateway() {
        return GoldenFrames.extension("gateway");
    }

    static List<String> extensionCli() {
        return GoldenFrames.extension("cli");
    }

    static List<String> extensionReply() {
        return GoldenFrames.extension("reply");
    }

    @ParameterizedTest
    @MethodSource("extensionNode")
    void extendedNodeFrameSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readNodeMessage(frame));
    }

    @ParameterizedTest
    @MethodSource("extensionGateway")
    void extendedGatewayFrameSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readNodeCommand(frame));
    }

    @ParameterizedTest
    @MethodSource("extensionCli")
    void extendedRequestSurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readRequest(frame));
    }

    @ParameterizedTest
    @MethodSource("extensionReply")
    void extendedReplySurvivesRoundTrip(String frame) throws JsonFormatException {
        assertSame(frame, ClawCodec.readReply(frame));
    }

    private static void assertSame(String frame, WireMessage message) {
        JsonNode expected = GoldenFrames.tree(frame);

        assertThat(GoldenFrames.tree(ClawCodec.write(message))).isEqualTo(expected);
        assertThat(
                        GoldenFrames.tree(
                                new String(ClawCodec.writeUtf8(message), StandardCharsets.UTF_8)))
                .isEqualTo(expected);
        if (expected.has("method")) {
            assertThat(message.type()).isEqualTo(expected.get("method").asString());
        } else if (expected.has("type")) {
            assertThat(message.type()).isEqualTo(expected.get("type").asString());
        }
    }
}
