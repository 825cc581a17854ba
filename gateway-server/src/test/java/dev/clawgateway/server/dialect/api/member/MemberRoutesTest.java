package dev.clawgateway.server.dialect.api.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberRoutesTest {
    private static final NodeId NODE = new NodeId(new UUID(7L << 32, 7));

    private TestGateway gateway;
    private ApiClient api;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard());
        api = new ApiClient(gateway);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        api.close();
        gateway.close();
    }

    private void post(String path, String body) throws Exception {
        int port = gateway.address().getPort();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                .describedAs(path)
                .isBetween(200, 201);
    }

    @Test
    void showsAndEmptiesTheDiscoveryRegistry() throws Exception {
        post(
                "/register",
                "{'node_id':'worker-1','ip_address':'10.0.0.7','port':9000,'capabilities':['a'],"
                        + "'metadata':{'zone':'a'}}");

        Reply list = api.get("/members/discovery");
        assertThat(list.at("/items/0/member_id")).isEqualTo("worker-1");
        assertThat(list.at("/items/0/metadata/zone")).isEqualTo("a");
        assertThat(api.get("/members/discovery/leader").at("/leader/member_id"))
                .isEqualTo("worker-1");
        assertThat(api.get("/members/discovery/stats").at("/members")).isEqualTo("1");
        assertThat(api.send("DELETE", "/members/discovery/worker-1", "").status()).isEqualTo(200);
        assertThat(api.send("DELETE", "/members/discovery/worker-1", "").status()).isEqualTo(404);
        assertThat(api.post("/members/discovery/reset", "").at("/removed_members")).isEqualTo("0");
    }

    @Test
    void showsTheGatewayAndItsMembersAndTakesThemOutOfService() throws Exception {
        await().until(() -> api.get("/members/standing").status() == 200);
        String own = api.get("/members/standing").at("/gateway/member_id");
        try (var _ = gateway.node(NODE, 1)) {
            Reply all = api.get("/members/membership");
            assertThat(all.at("/total")).isEqualTo("2");
            Reply first = api.get("/members/membership?limit=1");
            Reply second =
                    api.get("/members/membership?limit=1&cursor=" + first.text("next_cursor"));
            assertThat(second.body().path("items")).hasSize(1);
            assertThat(second.body().path("next_cursor").isNull()).isTrue();
            assertThat(api.get("/members/membership?role=coordinator").at("/items/0/member_id"))
                    .isEqualTo(own);
            assertThat(api.get("/members/membership/" + own).at("/role")).isEqualTo("coordinator");
            String node = "/members/membership/" + NODE;
            assertThat(api.post(node + "/disable", "").at("/member_id")).isEqualTo(NODE.toString());
            assertThat(api.get(node).at("/status")).isEqualTo("disabled");
            assertThat(api.get("/nodes/" + NODE).at("/cordon/reason"))
                    .isEqualTo("disabled as a member");
            assertThat(api.post(node + "/enable", "").status()).isEqualTo(200);
            assertThat(api.get(node).at("/status")).isEqualTo("active");
            assertThat(api.get("/members/health").at("/gateway_id")).isEqualTo(own);
            assertThat(api.get("/members/health").body().path("members")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /members/membership?status=well,      400",
        "GET,    /members/membership?role=king,        400",
        "GET,    /members/membership?cursor=x,         400",
        "GET,    /members/membership/nobody,           404",
        "DELETE, /members/membership/nobody,           404",
        "POST,   /members/membership/nobody/enable,    404",
        "POST,   /members/membership/nobody/disable,   404",
        "DELETE, /members/discovery/nobody,            404",
    })
    void refusesWhatIsWrong(String method, String path, int status) throws Exception {
        await().until(() -> api.get("/members/standing").status() == 200);
        assertThat(api.send(method, path, "").status()).isEqualTo(status);
    }
}
