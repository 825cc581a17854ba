package dev.clawgateway.server.dialect.claw.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.core.Principal;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** While operators may do nothing, every request of the CLI there is but the hello is refused. */
class CliDoorTest {
    private static final int PERMISSION_DENIED = 1005;
    private static final String ID = "\"00000000-0000-0001-0000-000000000001\"";

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(TestGatewayOptions.standard().withAccess(nodesOnly()));

    private static Access nodesOnly() {
        return (caller, _, _) ->
                caller.principal() instanceof Principal.Operator
                        ? new Access.Decision.Denied("not you")
                        : new Access.Decision.Allowed();
    }

    @ParameterizedTest
    @MethodSource("types")
    void refuses(String type) throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            cli.text(request(type));

            JsonNode error = cli.expectError(PERMISSION_DENIED);
            assertThat(error.path("message").asString()).isEqualTo("not you");
            assertThat(error.path("request_type").asString()).isEqualTo(type);
        }
    }

    static Stream<String> types() {
        return Arrays.stream(CliRequest.class.getPermittedSubclasses())
                .filter(type -> type != CliRequest.Hello.class)
                .map(type -> type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_"))
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** Elsewhere a member of this name is a place in the output, and may be left out. */
    private static String from(String type) {
        return type.equals("set_maintenance") ? ",\"from\":\"2026-03-04T06:00:00Z\"" : "";
    }

    /** With every member that any request needs; what one does not know it ignores. */
    private static String request(String type) {
        return Frames.start(1)
                .replace("\"start_workload\"", '"' + type + '"')
                .replaceFirst("\"node_id\":null", "\"node_id\":" + ID)
                .replaceFirst(
                        "\\{",
                        "{\"workload_id\":"
                                + ID
                                + ",\"name\":\"a\",\"key\":\"a\",\"value\":\"b\",\"reason\":null"
                                + ",\"gate_name\":\"g\",\"condition_type\":\"c\",\"satisfied\":true"
                                + ",\"include_capabilities\":true,\"include_stderr\":true"
                                + ",\"drain\":true,\"force\":false,\"serving\":true,\"command\":\"x\""
                                + from(type)
                                + ",\"nodes\":["
                                + ID
                                + "],\"until\":\"2026-03-04T07:00:00Z\""
                                + ",\"timestamp\":\"2026-03-04T05:10:00Z\",");
    }
}
