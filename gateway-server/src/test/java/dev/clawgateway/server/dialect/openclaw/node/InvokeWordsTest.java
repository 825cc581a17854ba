package dev.clawgateway.server.dialect.openclaw.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.invocations.InvocationFailure;
import dev.clawgateway.control.invocations.InvocationFailure.Cause;
import dev.clawgateway.control.invocations.InvocationResult;
import dev.clawgateway.control.invocations.Invoked;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The rows of section 4.5 of the protocol. */
class InvokeWordsTest {
    private static OpenClawError failed(Cause cause, boolean dispatched, int protocol) {
        return Objects.requireNonNull(
                InvokeWords.failure(
                        new Invoked.Failed(new InvocationFailure(cause, "why", dispatched)),
                        "gpu.list",
                        protocol));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_CONNECTED | 3 | UNAVAILABLE | node not connected",
                "NOT_CONNECTED | 4 | UNAVAILABLE | node not connected",
                "TIMED_OUT | 3 | UNAVAILABLE | node invoke timed out",
                "TIMED_OUT | 4 | UNAVAILABLE | node invoke timed out",
                "DISCONNECTED | 3 | UNAVAILABLE | Error: node disconnected (gpu.list)",
                "DISCONNECTED | 4 | UNAVAILABLE | DISCONNECTED: node disconnected",
                "NOT_SENT | 4 | UNAVAILABLE | failed to send invoke to node",
                "TOO_MANY | 4 | UNAVAILABLE | The server is busy: too many invokes wait",
                "OTHER_REQUEST | 4 | INVALID_REQUEST | idempotencyKey was used for another invoke"
            })
    void saysWhyNoAnswerComes(Cause cause, int protocol, OpenClawCode code, String message) {
        OpenClawError error = failed(cause, false, protocol);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"TIMED_OUT,true", "TIMED_OUT,false", "DISCONNECTED,true"})
    void saysWhetherTheNodeMayHaveRunIt(Cause cause, boolean dispatched) {
        ObjectNode details = Objects.requireNonNull(failed(cause, dispatched, 4).details());

        assertThat(details.path("nodeCommandDispatched").booleanValue()).isEqualTo(dispatched);
        assertThat(details.path("nodeError").has("code")).isTrue();
    }

    @Test
    void passesOnWhatTheNodeSaysWentWrong() {
        InvocationResult result =
                new InvocationResult(false, null, "image not found", "COMMAND_ERROR", false);
        Invoked invoked = new Invoked.Answered(result);

        OpenClawError old = Objects.requireNonNull(InvokeWords.failure(invoked, "x", 3));
        OpenClawError young = Objects.requireNonNull(InvokeWords.failure(invoked, "x", 4));

        assertThat(old.message()).isEqualTo("image not found");
        assertThat(young.message()).isEqualTo("COMMAND_ERROR: image not found");
        assertThat(String.valueOf(young.details()))
                .isEqualTo(
                        "{\"nodeCommandDispatched\":true,\"nodeError\":"
                                + "{\"code\":\"COMMAND_ERROR\",\"message\":\"image not found\"}}");
    }

    @Test
    void namesTheCommandThatMayNotBeRun() {
        assertThat(InvokeWords.notAllowed("system.run", "linux x86_64", 3).message())
                .isEqualTo("node command not allowed");
        OpenClawError young = InvokeWords.notAllowed("system.run", "linux x86_64", 4);
        assertThat(young.message())
                .isEqualTo(
                        "node command not allowed: \"system.run\" is not in the allowlist for"
                                + " platform \"linux x86_64\"");
        assertThat(String.valueOf(young.details()))
                .isEqualTo(
                        "{\"nodeCommandDispatched\":false,\"reason\":\"command not allowlisted\","
                                + "\"command\":\"system.run\"}");
        assertThat(InvokeWords.notDeclared("gpu.list", true, 4).message())
                .isEqualTo("node did not declare commands");
        assertThat(InvokeWords.notDeclared("gpu.list", false, 3).message())
                .isEqualTo("node command not allowed");
    }

    @Test
    void answersBothMembersWhicheverTheNodeSent() throws Exception {
        InvocationResult plain = new InvocationResult(true, "{\"count\":1}", null);
        InvocationResult text = new InvocationResult(true, "{\"bins\":{}}", null, null, true);
        InvocationResult none = new InvocationResult(true, null, null);

        assertThat(InvokeWords.done("n", "c", plain))
                .isEqualTo(
                        JsonTree.parse(
                                "{\"ok\":true,\"nodeId\":\"n\",\"command\":\"c\","
                                        + "\"payload\":{\"count\":1},\"payloadJSON\":null}"));
        assertThat(InvokeWords.done("n", "c", text))
                .isEqualTo(
                        JsonTree.parse(
                                "{\"ok\":true,\"nodeId\":\"n\",\"command\":\"c\","
                                        + "\"payload\":{\"bins\":{}},"
                                        + "\"payloadJSON\":\"{\\\"bins\\\":{}}\"}"));
        assertThat(InvokeWords.done("n", "c", none))
                .isEqualTo(
                        JsonTree.parse(
                                "{\"ok\":true,\"nodeId\":\"n\",\"command\":\"c\","
                                        + "\"payload\":null,\"payloadJSON\":null}"));
    }
}
