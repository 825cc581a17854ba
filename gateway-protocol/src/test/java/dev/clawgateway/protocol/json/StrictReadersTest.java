package dev.clawgateway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.JoinRequest;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.discovery.DiscoveryCodec;
import dev.clawgateway.protocol.discovery.InvalidRequestException;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of what strangers send refuses what no honest program writes. */
class StrictReadersTest {
    /** What one makes of a body; anything thrown is a refusal. */
    @FunctionalInterface
    private interface Reader {
        Object read(byte[] body) throws Exception;
    }

    /** Each with a good request, {@code @} where more members may stand. */
    private static final Map<String, Reader> READERS = new LinkedHashMap<>();

    private static final Map<String, String> GOOD = new LinkedHashMap<>();

    static {
        reader(
                "claw, of nodes",
                body -> ClawCodec.readNodeMessage(text(body)),
                "{'type':'heartbeat','node_id':'7d3f0c52-9a41-4e0b-8f6e-2b1c5d7a9e10',"
                        + "'timestamp':'2026-03-04T05:06:37Z'@}");
        reader(
                "claw, of operators",
                body -> ClawCodec.readRequest(text(body)),
                "{'type':'get_status'@}");
        reader("discovery", DiscoveryCodec::readNodeId, "{'node_id':'a'@}");
        reader("membership", MembershipJson::request, "{'url':'http://a'@}");
        reader(
                "joining",
                body -> JoinRequest.read(JsonTree.parse(body)),
                "{'agent_key':'0123456789abcdef','name':'a'@}");
        reader(
                "what one may do",
                body -> CanRequest.read(JsonTree.parse(body)),
                "{'operation':'list_nodes'@}");
        reader(
                "tokens",
                body -> TokenRequest.read(JsonTree.parse(body)),
                "{'kind':'user','name':'a','role':'viewer','ttl_secs':60@}");
    }

    private static void reader(String name, Reader reader, String good) {
        READERS.put(name, reader);
        GOOD.put(name, good.replace('\'', '"'));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    static Stream<Arguments> bombs() {
        return READERS.keySet().stream().flatMap(StrictReadersTest::bombsFor);
    }

    private static Stream<Arguments> bombsFor(String name) {
        return Stream.of(
                Arguments.of(name, "deep arrays", member("[".repeat(40) + "]".repeat(40))),
                Arguments.of(name, "very deep arrays", member("[".repeat(100_000))),
                Arguments.of(name, "very deep objects", member("{\"a\":".repeat(100_000))),
                Arguments.of(name, "a key repeated", ",\"x\":1,\"x\":2"),
                Arguments.of(name, "a key repeated inside", member("{\"y\":1,\"y\":2}")),
                Arguments.of(name, "an infinite number", member("1e999999")),
                Arguments.of(name, "a number of 33 digits", member("7".repeat(33))),
                Arguments.of(name, "half a character", member("\"\\ud800\"")),
                Arguments.of(name, "NaN", member("NaN")),
                Arguments.of(name, "Infinity", member("-Infinity")),
                Arguments.of(name, "something after it", "}{\"x\":1"));
    }

    private static String member(String value) {
        return ",\"x\":" + value;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bombs")
    void refuses(String name, String what, String more) {
        assertThatThrownBy(() -> read(name, more))
                .isInstanceOfAny(
                        JsonFormatException.class,
                        InvalidRequestException.class,
                        IllegalArgumentException.class);
    }

    static Stream<String> readers() {
        return READERS.keySet().stream();
    }

    /** So that it is the bomb that is refused above, and nothing else. */
    @ParameterizedTest
    @MethodSource("readers")
    void takesWhatItDoesNotKnowWithinTheBounds(String name) throws Exception {
        String deep = "[".repeat(30) + "7".repeat(32) + "]".repeat(30);

        assertThat(read(name, member(deep))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void refusesAByteOrderMark(String name) {
        byte[] marked =
                ("\ufeff" + GOOD.get(name).replace("@", "")).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> READERS.get(name).read(marked))
                .isInstanceOfAny(
                        JsonFormatException.class,
                        InvalidRequestException.class,
                        IllegalArgumentException.class);
    }

    private static Object read(String name, String more) throws Exception {
        byte[] body = GOOD.get(name).replace("@", more).getBytes(StandardCharsets.UTF_8);
        return READERS.get(name).read(body);
    }
}
