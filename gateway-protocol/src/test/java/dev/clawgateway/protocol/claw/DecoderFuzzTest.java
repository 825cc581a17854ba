package dev.clawgateway.protocol.claw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeCommandFormat;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.NodeMessageFormat;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliReplyReader;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.CliRequestReader;
import dev.clawgateway.protocol.claw.parts.WireMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, only {@link JsonFormatException} comes out, and soon. */
@Timeout(180)
class DecoderFuzzTest {
    private static final List<String> SEEDS = GoldenFrames.all();
    private static final List<String> TOKENS =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1.5",
                    "1e999999999",
                    "-1e-999999999",
                    "[]",
                    "{}",
                    "\"\"",
                    "4294967296",
                    "18446744073709551616",
                    "\"\\ud800\"",
                    "[[[[",
                    "}}}}",
                    "\"type\":",
                    "99999999999999999999999999999999",
                    ",",
                    "\"a\":1,\"a\":1",
                    "\\u",
                    "\u0000",
                    "\u00ff",
                    "9223372036854775808",
                    "\"2026-02-30T00:00:00Z\"");

    private interface Reader {
        WireMessage read(byte[] utf8) throws JsonFormatException;
    }

    private static final List<Reader> READERS =
            List.of(
                    utf8 -> NodeMessageFormat.read(JsonTree.parse(utf8, 0, utf8.length)),
                    utf8 -> NodeCommandFormat.read(JsonTree.parse(utf8, 0, utf8.length)),
                    utf8 -> CliRequestReader.FAMILY.read(JsonTree.parse(utf8, 0, utf8.length)),
                    utf8 -> CliReplyReader.FAMILY.read(JsonTree.parse(utf8, 0, utf8.length)),
                    utf8 -> ClawCodec.readNodeMessage(new String(utf8, UTF_8)),
                    utf8 -> ClawCodec.readRequest(new String(utf8, ISO_8859_1)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedSamplesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 8_000; i++) {
            byte[] frame = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                frame = mutated(frame, random);
            }
            assertReadOrRefused(frame, "seed " + seed + ", round " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void randomBytesAreRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 8_000; i++) {
            byte[] frame = new byte[random.nextInt(200)];
            random.nextBytes(frame);
            assertReadOrRefused(frame, "seed " + seed + ", round " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"a\":", "{\"type\":[", "{\"type\":\"get_status\",\"x\":{\"a\":"})
    void depthBombsAreRefused(String opening) {
        String bomb = opening.repeat(200_000);

        assertThatThrownBy(() -> ClawCodec.readRequest(bomb))
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void depthIsLimitedExactly() throws JsonFormatException {
        String inner = "[".repeat(JsonTree.MAX_DEPTH - 1) + "]".repeat(JsonTree.MAX_DEPTH - 1);
        String deepest = "{\"type\":\"get_status\",\"x\":" + inner + "}";
        String deeper = "{\"type\":\"get_status\",\"x\":[" + inner + "]}";

        assertThat(ClawCodec.readRequest(deepest)).isEqualTo(new CliRequest.GetStatus());
        assertThatThrownBy(() -> ClawCodec.readRequest(deeper))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("32");
    }

    @Test
    void depthInsideTextOfAnInvokeIsLimitedToo() {
        String frame =
                "{\"method\":\"node.invoke.result\",\"params\":{\"id\":\"1\",\"payloadJSON\":\""
                        + "[".repeat(100_000)
                        + "\"}}";

        assertThatThrownBy(() -> ClawCodec.readNodeMessage(frame))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith("node.invoke.result.params.payloadJSON: must contain JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.", "1e", "0."})
    void hugeNumbersAreRefused(String prefix) {
        String frame = "{\"type\":\"get_status\",\"x\":" + prefix + "1".repeat(500_000) + "}";

        assertThatThrownBy(() -> ClawCodec.readRequest(frame))
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void largestMessageIsRead() throws JsonFormatException {
        String line = "x".repeat(1024 * 1024);

        NodeMessage message =
                ClawCodec.readNodeMessage(
                        "{\"type\":\"workload_logs\",\"workload_id\":\""
                                + "c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f\",\"lines\":[\""
                                + line
                                + "\"],\"is_stderr\":false}");

        assertThat(((NodeMessage.WorkloadLogs) message).lines()).containsExactly(line);
    }

    @Test
    void manyNamesThatHashAlikeAreReadInTime() {
        StringBuilder frame = new StringBuilder("{\"type\":\"get_status\"");
        for (int i = 0; i < 1 << 15; i++) {
            // "Aa" and "BB" have one hash code, and so has every mix of them.
            frame.append(",\"");
            for (int bit = 0; bit < 15; bit++) {
                frame.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            frame.append("\":0");
        }

        assertReadOrRefused(frame.append('}').toString().getBytes(UTF_8), "colliding names");
    }

    private static void assertReadOrRefused(byte[] frame, String round) {
        for (Reader reader : READERS) {
            WireMessage message;
            try {
                message = reader.read(frame);
            } catch (JsonFormatException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1200);
                continue;
            } catch (RuntimeException | StackOverflowError e) {
                fail(round + ": " + new String(frame, UTF_8), e);
                return;
            }
            // What was accepted can be written, and then read as the same again.
            assertThat(reread(message)).as(round).isEqualTo(message);
        }
    }

    private static WireMessage reread(WireMessage message) {
        String json = ClawCodec.write(message);
        try {
            return switch (message) {
                case NodeMessage _ -> ClawCodec.readNodeMessage(json);
                case NodeCommand _ -> ClawCodec.readNodeCommand(json);
                case CliRequest _ -> ClawCodec.readRequest(json);
                case CliReply _ -> ClawCodec.readReply(json);
                default -> throw new AssertionError("of no family: " + json);
            };
        } catch (JsonFormatException e) {
            throw new AssertionError("not read again: " + json, e);
        }
    }

    private static byte[] mutated(byte[] frame, Random random) {
        String text = new String(frame, ISO_8859_1);
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(12));
        String changed =
                switch (random.nextInt(6)) {
                    case 0 -> text.substring(0, at) + text.substring(end);
                    case 1 -> text.substring(0, at) + text.substring(at, end) + text.substring(at);
                    case 2 -> text.substring(0, at) + token(random) + text.substring(end);
                    case 3 -> replaceValue(text, random);
                    case 4 ->
                            text.substring(0, at)
                                    + (char) random.nextInt(256)
                                    + text.substring(Math.min(text.length(), at + 1));
                    default -> text.substring(0, at);
                };
        return changed.getBytes(ISO_8859_1);
    }

    /** Puts something else after a colon, which keeps the JSON mostly whole. */
    private static String replaceValue(String text, Random random) {
        int colon = text.indexOf(':', random.nextInt(text.length() + 1));
        if (colon < 0) {
            return text;
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, colon + 1) + token(random) + text.substring(end);
    }

    private static String token(Random random) {
        return TOKENS.get(random.nextInt(TOKENS.size()));
    }
}
