package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.protocol.openclaw.connect.ConnectParams;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.TestDevice;
import dev.clawgateway.server.fixture.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who may ask what, over the wire: every method by everybody, against the reference. */
@Timeout(180)
class MethodTableTest {
    private static final String NONE = "-";

    private final Map<String, Row> table = table();
    private TestGateway gateway;

    /** A line of the table. */
    private record Row(String role, String scope) {
        boolean forOperators() {
            return !role.equals("node");
        }

        boolean forNodes() {
            return !role.equals("operator");
        }
    }

    private static Map<String, Row> table() {
        Map<String, Row> table = new LinkedHashMap<>();
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ", -1);
            if (!line.isBlank() && !line.startsWith("#")) {
                assertThat(words).as(line).hasSize(3);
                table.put(words[0], new Row(words[1], words[2]));
            }
        }
        return table;
    }

    private static String text() {
        try (InputStream in = MethodTableTest.class.getResourceAsStream("methods.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(OpenClawListeners.both());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private OpenClawPeer peer() throws IOException {
        return OpenClawPeer.open(gateway.address(OpenClawListeners.OWN));
    }

    private OpenClawPeer operator(String scope) throws IOException {
        OpenClawPeer peer = peer();
        peer.hello(scope.equals(NONE) ? Connects.cli(null) : Connects.cli(null, scope));
        return peer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NONE,
                Scopes.READ,
                Scopes.WRITE,
                Scopes.PAIRING,
                Scopes.APPROVALS,
                Scopes.ADMIN
            })
    void operatorsMayAskWhatTheirScopesHold(String scope) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (OpenClawPeer peer = operator(scope)) {
            for (Map.Entry<String, Row> line : table.entrySet()) {
                Row row = line.getValue();
                String expected =
                        !row.forOperators()
                                ? "unauthorized role: operator"
                                : holds(scope, row.scope()) ? "" : "missing scope: " + row.scope();
                String told = refusal(peer.ask("1", line.getKey(), "{}"));
                if (!told.equals(expected)) {
                    wrong.add(line.getKey() + ": " + told + ", not " + expected);
                }
                peer.ask("2", "health", "{}"); // so that these are not too many in a row
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(table).hasSizeGreaterThan(100);
    }

    /** What contains what, said once more. */
    private static boolean holds(String granted, String needed) {
        return needed.equals(NONE)
                || granted.equals(needed)
                || granted.equals("operator.admin")
                || (granted.equals("operator.write") && needed.equals("operator.read"));
    }

    @Test
    void nodesMayAskWhatIsForNodes() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (OpenClawPeer node = node()) {
            for (Map.Entry<String, Row> line : table.entrySet()) {
                String expected = line.getValue().forNodes() ? "" : "unauthorized role: node";
                String told = refusal(node.ask("1", line.getKey(), "{}"));
                if (!told.equals(expected)) {
                    wrong.add(line.getKey() + ": " + told + ", not " + expected);
                }
                node.ask("2", "skills.bins", "{}"); // so that these are not too many in a row
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** A device that asks, is approved, and comes again. */
    private OpenClawPeer node() throws IOException {
        TestDevice device = TestDevice.fresh();
        ConnectParams params = Connects.agent(null);
        long now = new SystemTime().now().toEpochMilli();
        String request;
        try (OpenClawPeer first = peer()) {
            JsonNode refused = first.refused(first.signed(device, params, now));
            request = refused.path("details").path("requestId").asString();
        }
        try (OpenClawPeer admin = operator(Scopes.ADMIN)) {
            JsonNode approved =
                    admin.ask("1", "device.pair.approve", "{\"requestId\":\"" + request + "\"}");
            assertThat(approved.path("ok").asBoolean()).as("%s", approved).isTrue();
        }
        OpenClawPeer node = peer();
        node.hello(node.signed(device, params, now));
        return node;
    }

    /** Empty where it was not refused for who asks; what else came of it is not the matter. */
    private static String refusal(JsonNode answer) {
        String message = answer.path("error").path("message").asString("");
        return message.startsWith("unauthorized role: ") || message.startsWith("missing scope: ")
                ? message
                : "";
    }

    @Test
    void everyMethodThatIsServedIsInTheTable() throws Exception {
        try (OpenClawPeer peer = peer()) {
            JsonNode served = peer.hello(Connects.cli(null)).path("features").path("methods");

            List<String> unknown = new ArrayList<>();
            for (JsonNode name : served) {
                if (!table.containsKey(name.asString()) && !ours(name.asString())) {
                    unknown.add(name.asString());
                }
            }

            assertThat(unknown).isEmpty();
            assertThat(served.size()).isGreaterThan(40);
        }
    }

    /** Those of the fleet have a table of their own. */
    private static boolean ours(String name) {
        return name.startsWith("fleet.");
    }
}
