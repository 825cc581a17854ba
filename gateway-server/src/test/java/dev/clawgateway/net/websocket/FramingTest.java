package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 as peers break it, and as they may use it. */
class FramingTest {
    private static final byte[] NOTHING = {};
    private static final byte[] PING_TEXT = ascii("{\"type\":\"get_status\"}");

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    static Stream<Arguments> violations() {
        return Stream.of(
                row("unmasked text", 1002, RawClient.bytes(0x81, false, PING_TEXT)),
                row("unmasked ping", 1002, RawClient.bytes(0x89, false, NOTHING)),
                row("RSV1", 1002, RawClient.bytes(0xc1, true, PING_TEXT)),
                row("RSV2", 1002, RawClient.bytes(0xa1, true, PING_TEXT)),
                row("RSV3", 1002, RawClient.bytes(0x91, true, PING_TEXT)),
                row("RSV1 on a ping", 1002, RawClient.bytes(0xc9, true, NOTHING)),
                row("opcode 3", 1002, RawClient.bytes(0x83, true, NOTHING)),
                row("opcode 7", 1002, RawClient.bytes(0x87, true, ascii("x"))),
                row("opcode 11", 1002, RawClient.bytes(0x8b, true, NOTHING)),
                row("opcode 15", 1002, RawClient.bytes(0x8f, true, NOTHING)),
                row("fragmented ping", 1002, RawClient.bytes(0x09, true, NOTHING)),
                row("fragmented close", 1002, RawClient.bytes(0x08, true, NOTHING)),
                row("long ping", 1002, RawClient.bytes(0x89, true, new byte[126])),
                row("long close", 1002, RawClient.bytes(0x88, true, close(1000, "x".repeat(124)))),
                row("lone continuation", 1002, RawClient.bytes(0x80, true, ascii("x"))),
                row(
                        "text inside a text",
                        1002,
                        join(
                                RawClient.bytes(0x01, true, ascii("{")),
                                RawClient.bytes(0x81, true, ascii("}")))),
                row(
                        "binary inside a text",
                        1002,
                        join(
                                RawClient.bytes(0x01, true, ascii("{")),
                                RawClient.bytes(0x82, true, ascii("}")))),
                row(
                        "negative length",
                        1002,
                        new byte[] {(byte) 0x81, (byte) 0xff, -1, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4}),
                row(
                        "broken UTF-8",
                        1007,
                        RawClient.bytes(0x81, true, new byte[] {(byte) 0xc3, 0x28})),
                row(
                        "surrogate in UTF-8",
                        1007,
                        RawClient.bytes(
                                0x81, true, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})),
                row(
                        "overlong UTF-8",
                        1007,
                        RawClient.bytes(0x81, true, new byte[] {(byte) 0xc0, (byte) 0xaf})),
                row(
                        "cut UTF-8 over two fragments",
                        1007,
                        join(
                                RawClient.bytes(0x01, true, new byte[] {(byte) 0xe2, (byte) 0x82}),
                                RawClient.bytes(0x80, true, ascii("x")))),
                row("close with one byte", 1002, RawClient.bytes(0x88, true, new byte[] {3})),
                row("close 0", 1002, RawClient.bytes(0x88, true, close(0, ""))),
                row("close 999", 1002, RawClient.bytes(0x88, true, close(999, ""))),
                row("close 1004", 1002, RawClient.bytes(0x88, true, close(1004, ""))),
                row("close 1005", 1002, RawClient.bytes(0x88, true, close(1005, ""))),
                row("close 1006", 1002, RawClient.bytes(0x88, true, close(1006, ""))),
                row("close 1015", 1002, RawClient.bytes(0x88, true, close(1015, ""))),
                row("close 1016", 1002, RawClient.bytes(0x88, true, close(1016, ""))),
                row("close 2999", 1002, RawClient.bytes(0x88, true, close(2999, ""))),
                row("close 5000", 1002, RawClient.bytes(0x88, true, close(5000, ""))),
                row(
                        "close with broken UTF-8",
                        1007,
                        RawClient.bytes(
                                0x88, true, join(close(1000, ""), new byte[] {(byte) 0xff}))),
                row(
                        "beyond the hard cap",
                        1009,
                        new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 1, 0, 0, 1, 1, 2, 3, 4}),
                row(
                        "a terabyte announced",
                        1009,
                        new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void closesWithTheRightCode(String name, int code, byte[] bytes) throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.raw(bytes);

            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @ParameterizedTest(name = "close {0}")
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 4999})
    void echoesAGoodCloseCode(int code) throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.frame(true, RawClient.CLOSE, close(code, "bye"));

            assertThat(client.next().closeCode()).isEqualTo(code);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void echoesACloseWithoutCode() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.frame(true, RawClient.CLOSE, NOTHING);

            assertThat(client.next().closeCode()).isEqualTo(-1);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void hearsNothingAfterAClose() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.raw(
                    join(
                            RawClient.bytes(0x88, true, close(1000, "bye")),
                            join(
                                    RawClient.bytes(0x81, true, PING_TEXT),
                                    RawClient.bytes(0x89, true, NOTHING))));

            assertThat(client.next().closeCode()).isEqualTo(1000);
            assertThatThrownBy(client::next).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void answersAPingWithTheSamePayloadAlsoBetweenFragments() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.frame(false, RawClient.TEXT, ascii("{\"type\":"));
            client.frame(true, RawClient.PING, ascii("are you there"));
            client.frame(false, RawClient.CONTINUATION, NOTHING);
            client.frame(true, RawClient.CONTINUATION, ascii("\"get_status\"}"));

            RawClient.Frame pong = client.next();
            assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
            assertThat(pong.payload()).isEqualTo("are you there");
            client.expect("status");
        }
    }

    @Test
    void takesACharacterSplitOverTwoFragments() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            byte[] message =
                    "{\"type\":\"get_status\",\"note\":\"€\"}".getBytes(StandardCharsets.UTF_8);
            int cut = message.length - 4;
            client.frame(false, RawClient.TEXT, Arrays.copyOf(message, cut));
            client.frame(
                    true, RawClient.CONTINUATION, Arrays.copyOfRange(message, cut, message.length));

            client.expect("status");
        }
    }

    static Stream<Arguments> hopelessBegins() {
        byte[] beyondUnicode = {(byte) 0xf4, (byte) 0x90};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0};
        byte[] overlong = {(byte) 0xe0, (byte) 0x80};
        byte[] euroCut = {(byte) 0xe2, (byte) 0x82};
        byte[] unfinished = {(byte) 0x81, (byte) (0x80 | 100), 0, 0, 0, 0};
        byte[] begun = ascii("{\"type\":\"");
        return Stream.of(
                Arguments.of("inside a frame", join(unfinished, join(begun, beyondUnicode))),
                Arguments.of("at a frame's begin", join(unfinished, surrogate)),
                Arguments.of("in a first fragment", RawClient.bytes(0x01, true, overlong)),
                Arguments.of(
                        "in a later fragment",
                        join(
                                RawClient.bytes(0x01, true, begun),
                                RawClient.bytes(0x00, true, new byte[] {(byte) 0xff}))),
                Arguments.of(
                        "over two fragments",
                        join(
                                RawClient.bytes(0x01, true, euroCut),
                                RawClient.bytes(0x00, true, ascii("x")))));
    }

    /** The message never ends, so it can only be what has arrived of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hopelessBegins")
    void noticesBrokenUtf8BeforeTheMessageEnds(String where, byte[] bytes) throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            for (byte one : bytes) {
                client.raw(new byte[] {one});
            }

            assertThat(client.next().closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void takesAMessageByteByByte() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            for (byte one : RawClient.bytes(0x81, true, PING_TEXT)) {
                client.raw(new byte[] {one});
            }

            client.expect("status");
        }
    }

    @Test
    void takesBinaryForText() throws Exception {
        try (RawClient client = GATEWAYS.gateway().connect()) {
            client.binary(ascii(Frames.HELLO));
            client.expect("welcome");
            client.binary(PING_TEXT);
            client.expect("status");
            client.binary(new byte[] {(byte) 0xff, 1, 2});
            client.expectError(1003);
            client.binary(PING_TEXT);
            client.expect("status");
        }
    }

    @Test
    void closesAnEndlessFragmenter() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            client.frame(false, RawClient.TEXT, NOTHING);
            for (int i = 0; i < 1024; i++) {
                client.frame(false, RawClient.CONTINUATION, NOTHING);
            }

            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void closesAPingFlooder() throws Exception {
        try (RawClient client = GATEWAYS.gateway().cli()) {
            for (int i = 0; i <= 100; i++) {
                client.frame(true, RawClient.PING, NOTHING);
            }

            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    private static Arguments row(String name, int code, byte[] bytes) {
        return Arguments.of(name, code, bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] close(int code, String reason) {
        return join(new byte[] {(byte) (code >> 8), (byte) code}, ascii(reason));
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
