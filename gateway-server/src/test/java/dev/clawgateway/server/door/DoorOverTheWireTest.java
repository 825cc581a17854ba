package dev.clawgateway.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.server.Doors;
import dev.clawgateway.server.fixture.ContractExamples;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.HandTokens;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Every request of the claw protocol and every path over HTTP, as the documents list them, by
 * everybody: is refused who is to be, as the page on security says, and nobody else.
 */
class DoorOverTheWireTest {
    private static final int PERMISSION_DENIED = 1005;
    private static final NodeId NODE = new NodeId(new UUID(7, 7));
    private static final String ID = "\"00000000-0000-0001-0000-000000000001\"";

    private static final Set<String> MISSING =
            Set.of(
                    "store.copy",
                    "store.show-copy",
                    "gateway.reload",
                    "gateway.configuration",
                    "gateway.log-level");

    private static final List<String> EXCHANGES = List.of("nodes.join", "nodes.renew");
    private static final TokenDesk DESK =
            new TokenDesk()
                    .give("node", new Principal.Node(NODE))
                    .give("viewer", "vic", Rights.of(Role.VIEWER))
                    .give("operator", "olga", Rights.of(Role.OPERATOR))
                    .give("admin", "ann", Rights.of(Role.ADMIN));

    private final SecurityPage page = SecurityPage.read();

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with((_, _, _) ->
                                    new Doors(
                                            DESK,
                                            new RoleAccess(),
                                            new HandTokens(),
                                            () -> "another key",
                                            List.of(),
                                            List.of())));

    /** Who asks, with what in hand, and in which column of the table he is. */
    enum Somebody {
        NONE("", "guest"),
        GARBAGE("?token=garbage", "guest"),
        NODE("?token=node", "node"),
        VIEWER("?token=viewer", "viewer"),
        OPERATOR("?token=operator", "operator"),
        ADMIN("?token=admin", "admin");

        private final String query;
        private final String column;

        Somebody(String query, String column) {
            this.query = query;
            this.column = column;
        }

        /** The same over HTTP. */
        String field() {
            return query.isEmpty()
                    ? ""
                    : "Authorization: Bearer " + query.substring("?token=".length()) + "\r\n";
        }
    }

    @Test
    void thePageListsEveryRequestOfTheProtocol() {
        assertThat(page.requests().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CliRequest.class.getPermittedSubclasses())
                                .map(type ->
                                        type.getSimpleName()
                                                .replaceAll("(?<=.)(?=[A-Z])", "_")
                                                .toLowerCase(Locale.ROOT))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void letsInByEveryRequestWhoMay(Somebody who) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> each : page.requests().entrySet()) {
            String operation = each.getValue();
            if (page.cell(operation, who.column) != null) {
                boolean refused = code(each.getKey(), who) == PERMISSION_DENIED;
                if (refused != page.cell(operation, who.column).equals("no")) {
                    wrong.add(each.getKey() + (refused ? " refused" : " let in"));
                }
            }
        }

        assertThat(wrong).isEmpty();
        System.out.println(page.requests().size() - 1 + " requests by " + who);
    }

    /** On a session of its own, behind the hello. */
    private int code(String type, Somebody who) throws IOException {
        try (RawClient cli =
                RawClient.connect(new Socket(), gateways.gateway().address(), "/" + who.query)) {
            cli.text(Frames.HELLO);
            JsonNode answer = cli.message();
            if (answer.path("type").asString().equals("welcome")) {
                cli.text(request(type));
                answer = cli.message();
            }
            return answer.path("type").asString().equals("error") ? answer.path("code").asInt() : 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsInByEveryPathWhoMay(Somebody who) throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, String> each : pathsHere().entrySet()) {
            if (EXCHANGES.contains(each.getValue())) {
                continue; // whoever asks is not asked who it is, but for what it exchanges
            }
            String cell = page.cell(each.getValue(), who.column);
            // The figures are open to whoever is on this machine, with a credential or without.
            boolean denied =
                    cell != null && cell.equals("no") && !each.getKey().equals("GET /metrics");
            // Guests of registries come by their own paths; the API asks everybody who he is.
            denied |= who.column.equals("guest") && asksWho(each.getKey());
            for (String path : both(each.getKey())) {
                asked++;
                int status = status(path, who);
                boolean refused = status == 401 || status == 403;
                if (refused != denied) {
                    wrong.add(path + " " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
        System.out.println(asked + " paths by " + who);
    }

    private static boolean asksWho(String request) {
        return contract().anyMatch(one -> name(one).equals(request) && one.identified());
    }

    /** Those of the page, and those of the contract. */
    private Map<String, String> pathsHere() {
        Map<String, String> here = new LinkedHashMap<>(page.paths());
        contract().forEach(one -> here.put(name(one), one.permission()));
        return here;
    }

    /** A store in memory has no copies, and nothing here has its configuration read again. */
    private static Stream<ApiOperation> contract() {
        return ApiContract.load().operations().stream()
                .filter(one -> !MISSING.contains(one.permission()));
    }

    private static String name(ApiOperation operation) {
        return operation.method() + " " + operation.template();
    }

    private static List<String> both(String request) {
        return request.contains(" /cluster/")
                ? List.of(request, request.replace(" /", " /api/"))
                : List.of(request);
    }

    private int status(String request, Somebody who) throws IOException {
        ApiOperation operation =
                contract().filter(one -> name(one).equals(request)).findFirst().orElse(null);
        String body =
                operation != null
                        ? ContractExamples.body(operation)
                        : request.startsWith("POST") ? body(request) : "";
        String line =
                operation != null
                        ? operation.method() + " " + ContractExamples.path(operation)
                        : request.replaceAll("\\{[a-z]+}", "a");
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            List<String> head =
                    client.http(
                            line
                                    + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + who.field()
                                    + "Content-Length: "
                                    + body.length()
                                    + "\r\n\r\n"
                                    + body);
            return Integer.parseInt(head.getFirst().substring(9, 12));
        }
    }

    /** What any of them needs; what one does not know it ignores. */
    private static String body(String request) {
        return request.contains("/cluster/heartbeat")
                ? "{}"
                : "{\"node_id\":1,\"leader_id\":1,\"ip_address\":\"127.0.0.1\",\"port\":5001"
                        + ",\"capabilities\":"
                        + (request.contains("/cluster/") ? "{}" : "[\"raft\"]")
                        + ",\"url\":\"http://127.0.0.1:1\"}";
    }

    @Test
    void thePageListsEveryPath() {
        List<String> served =
                gateways.gateway().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .filter(route -> !route.equals("GET /"))
                        .toList();

        assertThat(pathsHere().keySet().stream().flatMap(path -> both(path).stream()))
                .containsExactlyInAnyOrderElementsOf(served);
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
