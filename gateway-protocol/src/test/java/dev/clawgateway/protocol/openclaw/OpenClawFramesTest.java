package dev.clawgateway.protocol.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenClawFramesTest {
    @Test
    void readsRequestWhoseTypeComesLast() {
        assertThat(
                        OpenClawFrames.hear(
                                "{'id':'1','method':'health','x':1,'type':'req'}"
                                        .replace('\'', '"')))
                .isEqualTo(
                        new OpenClawFrames.Heard.Asked(
                                new OpenClawFrame.Request("1", "health", null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"res","id":"7","ok":true}          | 7       | type
                    {"type":"req","id":"7"}                    | 7       | method
                    {"type":"req","id":"7","method":""}        | 7       | method
                    {"type":"req","id":7,"method":"health"}    | invalid | id
                    {"type":"req","id":"","method":"health"}   | ''      | id
                    {"id":"7","method":"health"}               | 7       | type
                    [1]                                        | invalid | object
                    """)
    void namesWhatIsNoRequest(String text, String id, String reason) {
        assertThat(OpenClawFrames.hear(text))
                .isInstanceOfSatisfying(
                        OpenClawFrames.Heard.NoRequest.class,
                        heard -> {
                            assertThat(heard.id()).isEqualTo(id.isEmpty() ? "invalid" : id);
                            assertThat(heard.why()).contains(reason);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"type\":\"req\"", "{\"a\":1,\"a\":2}", "{} {}"})
    void doesNotReadWhatIsNoJson(String text) {
        assertThat(OpenClawFrames.hear(text)).isInstanceOf(OpenClawFrames.Heard.Unreadable.class);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(written(OpenClawFrame.Response.of("1", OpenClawError.invalid("no"))))
                .isEqualTo(
                        "{\"type\":\"res\",\"id\":\"1\",\"ok\":false,"
                                + "\"error\":{\"code\":\"INVALID_REQUEST\",\"message\":\"no\"}}");
        assertThat(written(new OpenClawFrame.Event("tick", JsonTree.MAPPER.createObjectNode())))
                .isEqualTo("{\"type\":\"event\",\"event\":\"tick\",\"payload\":{}}");
    }

    @Test
    void tellsWhenToAskAgainInWholeMilliseconds() {
        assertThat(
                        written(
                                OpenClawFrame.Response.of(
                                        "1",
                                        OpenClawError.unavailable("later")
                                                .retry(Duration.ofSeconds(30)))))
                .contains("\"retryable\":true,\"retryAfterMs\":30000}");
    }

    @Test
    void hasCodeOfItsOwnForMissingScopeOnlyWhereItIsKnown() {
        assertThat(OpenClawError.scope("operator.read", 3).code())
                .isEqualTo(OpenClawCode.INVALID_REQUEST);
        assertThat(OpenClawError.scope("operator.read", 4).code())
                .isEqualTo(OpenClawCode.FORBIDDEN);
        assertThat(OpenClawError.scope("operator.read", 3).details())
                .hasToString(
                        "{\"code\":\"MISSING_SCOPE\",\"missingScope\":\"operator.read\","
                                + "\"requiredScopes\":[\"operator.read\"]}");
    }

    @Test
    void refusesAnswerWithErrorThatIsNone() {
        assertThatThrownBy(() ->
                        OpenClawFrames.read(
                                "{\"type\":\"res\",\"id\":\"1\",\"ok\":false,"
                                        + "\"error\":{\"code\":\"OOPS\",\"message\":\"\"}}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("error.code");
    }

    private static String written(OpenClawFrame frame) {
        return new String(OpenClawFrames.write(frame), StandardCharsets.UTF_8);
    }
}
