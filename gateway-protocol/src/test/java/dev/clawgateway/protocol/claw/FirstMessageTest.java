package dev.clawgateway.protocol.claw;

import static dev.clawgateway.protocol.claw.JsonRulesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstMessageTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 4294967295L})
    void helloIsACliWhateverItsVersion(long version) {
        FirstMessage first =
                ClawCodec.readFirst(
                        json("{'type':'hello','version':'9','protocol_version':" + version + "}"));

        assertThat(first).isEqualTo(new FirstMessage.Cli(new CliRequest.Hello("9", version)));
    }

    @ParameterizedTest
    @MethodSource("dev.clawgateway.protocol.claw.GoldenFrames#node")
    void anyNodeMessageIsANode(String frame) throws JsonFormatException {
        assertThat(ClawCodec.readFirst(frame))
                .isEqualTo(new FirstMessage.Node(ClawCodec.readNodeMessage(frame)));
    }

    @Test
    void answerToAnInvokeIsANode() {
        assertThat(ClawCodec.readFirst(GoldenFrames.bridge().get(1)))
                .isInstanceOf(FirstMessage.Node.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1",
                "{",
                "[]",
                "7",
                "{}",
                "{'type':'get_status'}",
                "{'type':'welcome','server_version':'1','protocol_version':1}",
                "{'type':'req','id':'1','method':'connect','params':{}}",
                "{'type':'hello'}",
                "{'type':'hello','version':'1','protocol_version':'1'}",
                "{'type':'heartbeat'}",
                "{'type':'Register'}"
            })
    void anythingElseIsNeither(String frame) {
        FirstMessage first = ClawCodec.readFirst(json(frame));

        assertThat(first).isInstanceOf(FirstMessage.Neither.class);
        assertThat(((FirstMessage.Neither) first).reason()).isNotBlank();
    }

    @Test
    void reasonNamesTheBadMember() {
        assertThat(ClawCodec.readFirst(json("{'type':'hello','version':'1'}")))
                .isEqualTo(
                        new FirstMessage.Neither(
                                "hello.protocol_version: must be an integer from 0 to 4294967295,"
                                        + " was missing"));
    }
}
