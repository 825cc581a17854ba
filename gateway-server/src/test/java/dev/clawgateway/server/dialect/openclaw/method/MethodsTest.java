package dev.clawgateway.server.dialect.openclaw.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.fixture.FakeClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodsTest {
    private final Methods methods =
            new Methods(
                    List.of(
                            MethodEntry.operator("status", Scopes.READ, MethodCall::ok),
                            MethodEntry.anyOperator("health", MethodCall::ok),
                            MethodEntry.node("node.event", MethodCall::ok),
                            MethodEntry.anyOperator(
                                    "broken",
                                    _ -> {
                                        throw new IllegalStateException("secret");
                                    })));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "status, operator.read, -",
                "status, operator.write, -",
                "status, operator.pairing, missing scope: operator.read",
                "health, none, -",
                "node.event, operator.admin, unauthorized role: operator",
                "no.such, operator.admin, unknown method: no.such",
                "no.such, operator.write, missing scope: operator.admin",
                "cron.get, operator.read, unknown method: cron.get",
                "wake, operator.read, missing scope: operator.write",
                "exec.approval.resolve, operator.approvals, unknown method: exec.approval.resolve",
            })
    void operatorsAreServedByScope(String method, String scope, String refusal) {
        FakeClient operator = FakeClient.operator(1, scope);

        methods.serve(operator.call(method, "{}"));

        assertThat(refusal(operator)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "node.event, -",
                "health, unauthorized role: node",
                "no.such, unauthorized role: node",
            })
    void nodesAreServedWhatIsTheirs(String method, String refusal) {
        FakeClient node = FakeClient.node(1, "a");

        methods.serve(node.call(method, "{}"));

        assertThat(refusal(node)).isEqualTo(refusal);
    }

    @Test
    void tellsNothingOfWhatBroke() {
        FakeClient operator = FakeClient.operator(1);

        methods.serve(operator.call("broken", "{}"));

        assertThat(error(operator).code()).isEqualTo(OpenClawCode.UNAVAILABLE);
        assertThat(refusal(operator))
                .contains("00000000-0000-0000-0000-000000000001")
                .doesNotContain("secret");
    }

    @Test
    void answersOnce() {
        FakeClient operator = FakeClient.operator(1);
        MethodCall call = operator.call("status", "{}");

        call.ok();
        call.fail(OpenClawError.invalid("late"));
        call.broke(new IllegalStateException());

        assertThat(operator.session().sent())
                .containsExactly(
                        "{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"ok\":true}}");
    }

    @Test
    void tellsRefusalsOfOperations() {
        FakeClient operator = FakeClient.operator(1);

        operator.call("status", "{}")
                .<String>found(value -> JsonTree.MAPPER.createObjectNode().put("value", value))
                .answer(new Answer.Refused<>(ErrorCode.NO_CAPACITY, "full"));

        assertThat(session(operator))
                .isEqualTo(
                        "{\"type\":\"res\",\"id\":\"1\",\"ok\":false,\"error\":{"
                                + "\"code\":\"UNAVAILABLE\",\"message\":\"full\","
                                + "\"details\":{\"code\":\"NO_CAPACITY\"},\"retryable\":true}}");
    }

    @Test
    void refusesTwoMethodsOfOneName() {
        MethodEntry entry = MethodEntry.anyOperator("health", MethodCall::ok);

        assertThatThrownBy(() -> new Methods(List.of(entry, entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("health");
    }

    private static String session(FakeClient client) {
        return client.session().sent().getLast();
    }

    private static String refusal(FakeClient client) {
        OpenClawFrame.Response response = (OpenClawFrame.Response) client.told();
        return response.error() == null ? null : response.error().message();
    }

    private static OpenClawError error(FakeClient client) {
        return ((OpenClawFrame.Response) client.told()).error();
    }
}
