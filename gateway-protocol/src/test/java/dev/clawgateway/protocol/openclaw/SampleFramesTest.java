package dev.clawgateway.protocol.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.protocol.openclaw.connect.HelloOk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every sample frame of the protocol reference is read, and written again byte for byte. */
class SampleFramesTest {
    static List<String> client() {
        return lines("client.jsonl");
    }

    static List<String> gateway() {
        return lines("gateway.jsonl");
    }

    @Test
    void samplesAreComplete() {
        assertThat(client()).hasSize(9);
        assertThat(gateway()).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource({"client", "gateway"})
    void writesWhatItReads(String sample) throws Exception {
        assertThat(
                        new String(
                                OpenClawFrames.write(OpenClawFrames.read(sample)),
                                StandardCharsets.UTF_8))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("client")
    void hearsWhatClientsAsk(String sample) throws Exception {
        assertThat(OpenClawFrames.hear(sample))
                .isEqualTo(
                        new OpenClawFrames.Heard.Asked(
                                (OpenClawFrame.Request) OpenClawFrames.read(sample)));
    }

    @ParameterizedTest
    @MethodSource("gateway")
    void doesNotHearWhatGatewaysSay(String sample) {
        assertThat(OpenClawFrames.hear(sample)).isInstanceOf(OpenClawFrames.Heard.NoRequest.class);
    }

    @Test
    void writesEveryConnectThatItReads() throws Exception {
        List<OpenClawFrame.Request> connects =
                client().stream()
                        .map(SampleFramesTest::request)
                        .filter(each -> each.method().equals("connect"))
                        .toList();

        assertThat(connects).hasSize(2);
        for (OpenClawFrame.Request connect : connects) {
            assertThat(ConnectParams.of(connect.params()).json())
                    .hasToString(connect.params() + "");
        }
    }

    @Test
    void writesHelloThatItReads() throws Exception {
        JsonNode hello =
                gateway().stream()
                        .map(SampleFramesTest::payload)
                        .filter(each -> each.path("type").asString("").equals("hello-ok"))
                        .findFirst()
                        .orElseThrow();

        assertThat(HelloOk.of(hello).json()).hasToString(hello.toString());
    }

    private static OpenClawFrame.Request request(String sample) {
        return ((OpenClawFrames.Heard.Asked) OpenClawFrames.hear(sample)).request();
    }

    private static JsonNode payload(String sample) {
        try {
            return OpenClawFrames.read(sample) instanceof OpenClawFrame.Response response
                            && response.payload() != null
                    ? response.payload()
                    : JsonNodeFactory.instance.objectNode();
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in =
                Objects.requireNonNull(
                        SampleFramesTest.class.getResourceAsStream("/openclaw/" + file))) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
