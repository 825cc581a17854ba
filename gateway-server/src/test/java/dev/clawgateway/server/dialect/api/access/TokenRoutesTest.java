package dev.clawgateway.server.dialect.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.server.dialect.api.access.TokenHouse.Response;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tokens are made, shown, taken back, and signed with another key. */
class TokenRoutesTest {
    private static final String BOB =
            "{'kind':'operator','subject':'bob','role':'operator','virtual_clusters':['b','a']}";

    private TokenHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TokenHouse();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aTokenIsGoodForWhomItWasMade() throws Exception {
        Response made = house.post("tokens", house.root(), BOB);

        assertThat(made.status()).isEqualTo(201);
        JsonNode who = house.get("whoami", made.text("token")).body();
        assertThat(who.toString())
                .isEqualTo(
                        "{\"authentication\":true,\"kind\":\"operator\",\"name\":\"bob\","
                                + "\"role\":\"operator\",\"virtual_clusters\":[\"a\",\"b\"],"
                                + "\"expires_at\":\""
                                + made.text("expires_at")
                                + "\"}");
        assertThat(Instant.parse(made.text("expires_at")))
                .isBetween(
                        house.time().now().plus(Duration.ofDays(29)),
                        house.time().now().plus(Duration.ofDays(30)));
    }

    @Test
    void whatIsShownOfOneDoesNotHaveTheTokenItself() throws Exception {
        String root = house.root();
        Response made = house.post("tokens", root, BOB);

        JsonNode shown = house.get("tokens/" + made.text("id"), root).body();
        assertThat(shown.path("subject").asString()).isEqualTo("bob");
        assertThat(shown.path("issued_by").asString()).isEqualTo("root");
        assertThat(shown.has("token")).isFalse();
        assertThat(house.get("tokens", root).body().path("tokens").path(0)).isEqualTo(shown);
        assertThat(house.get("tokens/none", root).status()).isEqualTo(404);
    }

    /** The maker: its role, its virtual clusters, whether it is limited to its own workloads. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ADMIN;;false;    {'kind':'operator','subject':'b','role':'admin'}; 201
                    ADMIN;;false;    {'kind':'node','node':'gpu-1'};                   201
                    ADMIN;;false;    {'kind':'join','uses':3};                         201
                    ADMIN;a;false;   {'kind':'operator','subject':'b','role':'admin'}; 403
                    ADMIN;a;false;   {'kind':'operator','subject':'b','role':'viewer','virtual_clusters':['a','b']}; 403
                    ADMIN;a;false;   {'kind':'operator','subject':'b','role':'admin','virtual_clusters':['a']}; 201
                    ADMIN;a;false;   {'kind':'operator','subject':'b','role':'viewer','virtual_clusters':[]}; 201
                    ADMIN;a;false;   {'kind':'node','node':'gpu-1'};                   403
                    ADMIN;a;false;   {'kind':'join'};                                  403
                    ADMIN;;true;     {'kind':'operator','subject':'me','role':'viewer'}; 403
                    ADMIN;;true;     {'kind':'operator','subject':'me','role':'admin','own_only':true}; 201
                    ADMIN;;true;     {'kind':'operator','subject':'b','role':'viewer','own_only':true}; 403
                    ADMIN;;true;     {'kind':'node','node':'*'};                       403
                    OPERATOR;;false; {'kind':'operator','subject':'me','role':'viewer'}; 403
                    VIEWER;;false;   {'kind':'operator','subject':'me','role':'viewer'}; 403
                    """)
    void noTokenAllowsMoreThanThatOfItsMaker(
            Role role, String cluster, boolean ownOnly, String wish, int status) throws Exception {
        Rights rights = new Rights(role, cluster == null ? null : List.of(cluster), ownOnly);

        assertThat(house.post("tokens", house.operator("me", rights), wish).status())
                .isEqualTo(status);
        assertThat(house.gateway().view().access().all()).hasSize(status == 201 ? 1 : 0);
    }

    /** Else whoever is out himself would go on being in by what he has made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'operator','subject':'b','role':'admin'%s}",
                "{'kind':'node','node':'gpu-1'%s}"
            })
    void noTokenOutlivesThatOfItsMaker(String wish) throws Exception {
        String root = house.root();
        Instant end = Instant.parse(house.get("whoami", root).text("expires_at"));
        house.time().advance(Duration.ofDays(10));

        Response short1 = house.post("tokens", root, wish.formatted(",'expires_secs':3600"));
        Response usual = house.post("tokens", root, wish.formatted(""));
        Response longer = house.post("tokens", root, wish.formatted(",'expires_secs':2592000"));

        assertThat(Instant.parse(short1.text("expires_at")))
                .isEqualTo(Instant.parse(short1.text("issued_at")).plusSeconds(3600));
        assertThat(Instant.parse(usual.text("expires_at"))).isEqualTo(end);
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.text("detail")).contains("no token outlives").contains(end.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'king','subject':'b','role':'admin'}",
                "{'kind':'operator','role':'admin'}",
                "{'kind':'operator','subject':'b'}",
                "{'kind':'operator','subject':'b','role':'Admin'}",
                "{'kind':'operator','subject':'oidc:b','role':'admin'}",
                "{'kind':'operator','subject':'b','role':'admin','expires_secs':4000000000}",
                "{'kind':'node'}",
                "{'kind':'join','uses':1000000}",
                "[]",
                "no json"
            })
    void whatCannotBeMadeIsRefused(String wish) throws Exception {
        Response refused = house.post("tokens", house.root(), wish);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).isNotBlank();
    }

    /** Pages, without gaps and without anything twice; of others' reach there is nothing. */
    @Test
    void listsThoseInReach() throws Exception {
        String root = house.root();
        for (int i = 0; i < 102; i++) {
            house.minted(root, BOB);
        }
        String mine = "{'kind':'operator','subject':'c','role':'viewer','virtual_clusters':['c']}";
        house.minted(root, mine);

        List<String> ids = new ArrayList<>();
        JsonNode first = house.get("tokens", root).body();
        first.path("tokens").forEach(token -> ids.add(token.path("id").asString()));
        assertThat(ids).hasSize(100);
        JsonNode second = house.get("tokens?after=" + first.path("next").asString(), root).body();
        second.path("tokens").forEach(token -> ids.add(token.path("id").asString()));
        assertThat(second.has("next")).isFalse();
        assertThat(ids).hasSize(103).isSorted();
        assertThat(new HashSet<>(ids)).hasSize(103);

        String limited = house.operator("l", new Rights(Role.ADMIN, List.of("c"), false));
        JsonNode seen = house.get("tokens", limited).body().path("tokens");
        assertThat(seen.size()).isEqualTo(1);
        assertThat(seen.path(0).path("subject").asString()).isEqualTo("c");
        assertThat(house.get("tokens/" + ids.getFirst(), limited).status())
                .isEqualTo(seen.path(0).path("id").asString().equals(ids.getFirst()) ? 200 : 404);
    }

    @Test
    void whatWasTakenBackIsNone() throws Exception {
        String root = house.root();
        Response made = house.post("tokens", root, BOB);
        assertThat(house.good(made.text("token"))).isTrue();

        Response taken = house.delete("tokens/" + made.text("id"), root);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.text("revoked_at")).isNotEmpty();
        Response after = house.get("whoami", made.text("token"));
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claw-gateway\"");
    }

    /** By whoever signs with the same key, as people do who have the gateway's configuration. */
    @Test
    void whatWasMadeElsewhereCanBeTakenBack() throws Exception {
        String id = "0b0e7a5c-0000-4000-8000-000000000001";
        String elsewhere = house.offline(id, new Holder.Operator("eve", Rights.FULL));
        assertThat(house.good(elsewhere)).isTrue();

        assertThat(house.delete("tokens/" + id, house.root()).status()).isEqualTo(204);

        assertThat(house.good(elsewhere)).isFalse();
    }

    @Test
    void allOfASubjectIsTakenBackAndWhatItIsGivenNextIsGood() throws Exception {
        String root = house.root();
        String one = house.minted(root, BOB);
        String two = house.operator("bob", Rights.of(Role.VIEWER));

        assertThat(house.post("subjects/bob/revoke", root, "").status()).isEqualTo(204);

        assertThat(house.good(one)).isFalse();
        assertThat(house.good(two)).isFalse();
        assertThat(house.good(root)).isTrue();
        assertThat(house.good(house.minted(root, BOB))).isTrue();
    }

    @Test
    void whoIsLimitedTakesBackOnlyWhatHeCouldMake() throws Exception {
        String root = house.root();
        String id = house.post("tokens", root, BOB).text("id");
        String limited = house.operator("l", new Rights(Role.ADMIN, List.of("a"), false));

        int known = house.delete("tokens/" + id, limited).status();
        int unknown = house.delete("tokens/0b0e7a5c", limited).status();

        assertThat(known).isEqualTo(404);
        assertThat(unknown).isEqualTo(404);
        assertThat(house.post("subjects/bob/revoke", limited, "").status()).isEqualTo(403);
        assertThat(house.post("rotate", limited, "").status()).isEqualTo(403);
        assertThat(house.get("tokens/" + id, root).body().has("revoked_at")).isFalse();
    }

    /** As a store has it that was restored from a backup. */
    @Test
    void whatWasIssuedBeforeARestoreIsNone() throws Exception {
        String before = house.root();
        MemoryStore restored = new MemoryStore(1000);
        restored.load();
        restored.commit(
                restored.begin(),
                List.of(
                        new AccessChange.RevocationSaved(
                                Revocation.ofEverybody(
                                        house.time().now().truncatedTo(ChronoUnit.SECONDS)))));
        try (TokenHouse after = new TokenHouse(restored)) {
            assertThat(after.good(before)).isFalse();
            after.time().advance(Duration.ofSeconds(2));
            String root = after.root();
            assertThat(after.good(root)).isTrue();
            assertThat(after.good(after.minted(root, BOB))).isTrue();
        }
    }

    @Test
    void aTokenOutlivesOneRotationAndNotTwo() throws Exception {
        String before = house.root();

        assertThat(house.post("rotate", before, "").status()).isEqualTo(204);
        assertThat(house.good(before)).isTrue();
        String between = house.root();
        assertThat(house.post("rotate", before, "").status()).isEqualTo(204);

        assertThat(house.good(before)).isFalse();
        assertThat(house.good(between)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void saysWhatARoleMay(Role role) throws Exception {
        String token = house.operator("me", Rights.of(role));

        JsonNode list = house.post("can-i", token, "{'operation':'workloads.list'}").body();
        JsonNode drain = house.post("can-i", token, "{'operation':'nodes.drain'}").body();

        assertThat(list.path("allowed").asBoolean()).isTrue();
        assertThat(drain.path("allowed").asBoolean()).isEqualTo(role == Role.ADMIN);
        assertThat(drain.has("reason")).isEqualTo(role != Role.ADMIN);
        assertThat(house.post("can-i", token, "{'operation':'nodes.burn'}").status())
                .isEqualTo(400);
    }

    @Test
    void saysOfEverythingWhetherOneMay() throws Exception {
        String token = house.operator("me", Rights.of(Role.OPERATOR));

        JsonNode all = house.get("can-i", token).body().path("operations");

        assertThat(all.size()).isEqualTo(Operation.values().length);
        assertThat(line(all, Operation.SUBMIT_WORKLOAD).has("reason")).isFalse();
        JsonNode stop = line(all, Operation.STOP_WORKLOAD);
        assertThat(stop.path("allowed").asBoolean()).isTrue();
        assertThat(stop.path("reason").asString()).contains("another's");
        assertThat(line(all, Operation.DRAIN_NODE).path("allowed").asBoolean()).isFalse();
    }

    private static JsonNode line(JsonNode all, Operation operation) {
        return all.valueStream()
                .filter(line -> line.path("operation").asString().equals(operation.text()))
                .findFirst()
                .orElseThrow();
    }

    /** As it is: whose it is and where decides. */
    @Test
    void saysWhetherOneMayWithAWorkload() throws Exception {
        String ann = house.operator("ann", Rights.of(Role.OPERATOR));
        String bob = house.operator("bob", Rights.of(Role.OPERATOR));
        String here = house.operator("c", new Rights(Role.ADMIN, List.of("elsewhere"), false));
        String id = submitted(ann);
        String stop = "{'operation':'workloads.stop','workload':'" + id + "'}";

        assertThat(house.post("can-i", ann, stop).body().path("allowed").asBoolean()).isTrue();
        assertThat(house.post("can-i", bob, stop).text("reason")).contains("another's");
        assertThat(house.post("can-i", here, stop).text("reason")).contains("no such workload");
        assertThat(
                        house.post(
                                        "can-i",
                                        house.root(),
                                        "{'operation':'nodes.drain','node':'" + id + "'}")
                                .body()
                                .path("allowed")
                                .asBoolean())
                .isTrue();
        assertThat(house.post("can-i", ann, "{'operation':'nodes.drain','node':'gpu'}").status())
                .isEqualTo(400);
    }

    private String submitted(String token) throws Exception {
        String node = house.offline("n", new Holder.Node("gpu-1", Map.of()));
        try (RawClient machine = connect(node);
                RawClient cli = connect(token)) {
            machine.text(Frames.register(new NodeId(new UUID(1, 1)), "gpu-1", 1));
            machine.expect("registered");
            cli.text(Frames.HELLO);
            cli.expect("welcome");
            cli.text(Frames.start(1));
            return cli.expect("workload_started").path("workload_id").asString();
        }
    }

    private RawClient connect(String token) throws Exception {
        return RawClient.connect(new Socket(), house.gateway().address(), "/?token=" + token);
    }

    /** There is nothing to make tokens with, and nobody who would ask for one. */
    @Test
    void aGatewayThatAsksNobodyMakesNone() throws Exception {
        try (TestGateway open = new TestGateway(TestGatewayOptions.standard());
                HttpClient client = HttpClient.newHttpClient()) {
            Map<String, String> asked =
                    Map.of(
                            "tokens", "{\"kind\":\"join\"}",
                            "join", "{\"agent_key\":\"1\",\"name\":\"gpu-1\"}",
                            "renew", "",
                            "rotate", "");
            for (String path : asked.keySet()) {
                HttpResponse<String> answer = send(client, open, "POST", path, asked.get(path));
                assertThat(answer.statusCode()).describedAs(path).isEqualTo(409);
                assertThat(answer.body()).contains("auth.enabled");
            }
            assertThat(send(client, open, "GET", "whoami", "").body())
                    .isEqualTo("{\"authentication\":false,\"kind\":\"anonymous\"}");
            client.shutdownNow();
        }
    }

    private static HttpResponse<String> send(
            HttpClient client, TestGateway gateway, String method, String path, String body)
            throws Exception {
        URI uri =
                URI.create(
                        "http://127.0.0.1:"
                                + gateway.address().getPort()
                                + "/api/v1/access/"
                                + path);
        return client.send(
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }
}
