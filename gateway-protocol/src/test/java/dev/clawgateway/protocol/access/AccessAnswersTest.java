package dev.clawgateway.protocol.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessAnswersTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private static final TokenAnswer NODE =
            new TokenAnswer(
                    "2b1d8a8e-9d6c-4a55-8f3e-1a7f0d1c2b3a",
                    "ey.secret",
                    "node",
                    "rack3",
                    null,
                    null,
                    false,
                    "rack3",
                    Map.of("zone", "a"),
                    0,
                    0,
                    AT,
                    AT.plusSeconds(60),
                    "alice",
                    null);

    @Test
    void readsWhatItWrites() throws JsonFormatException {
        TokenRequest request =
                new TokenRequest(
                        "join", null, null, null, false, "rack*", Map.of("zone", "a"), 3, 600);
        WhoAnswer who =
                new WhoAnswer(true, "operator", "alice", "viewer", List.of("red"), true, AT);

        assertThat(TokenRequest.read(JsonTree.parse(request.write()))).isEqualTo(request);
        assertThat(TokenAnswer.read(NODE.write())).isEqualTo(NODE);
        TokenList list = new TokenList(List.of(NODE), NODE.id());
        assertThat(TokenList.read(list.write())).isEqualTo(list);
        assertThat(WhoAnswer.read(who.write())).isEqualTo(who);
        CanRequest can = new CanRequest("workloads.stop", "red");
        assertThat(CanRequest.read(JsonTree.parse(can.write()))).isEqualTo(can);
        CanAnswer no = new CanAnswer(false, "needs the role admin");
        assertThat(CanAnswer.read(no.write())).isEqualTo(no);
        ProviderList providers =
                new ProviderList(
                        List.of(
                                new ProviderAnswer(
                                        "https://login.example.com",
                                        "cli",
                                        List.of("openid", "groups"),
                                        ProviderAnswer.ID_TOKEN)));
        assertThat(ProviderList.read(providers.write())).isEqualTo(providers);
        assertThat(ProviderList.read(new ProviderList(List.of()).write()).providers()).isEmpty();
        CanRequest there = new CanRequest("nodes.drain", null, "n", "w");
        assertThat(CanRequest.read(JsonTree.parse(there.write()))).isEqualTo(there);
        PermissionList all =
                new PermissionList(List.of(new PermissionList.Line("nodes.drain", no)));
        assertThat(PermissionList.read(all.write())).isEqualTo(all);
        JoinRequest join = new JoinRequest("key", "rack3");
        assertThat(JoinRequest.read(JsonTree.parse(join.write()))).isEqualTo(join);
    }

    @Test
    void tellsAllClustersFromNone() throws JsonFormatException {
        WhoAnswer none = new WhoAnswer(true, "operator", "a", "viewer", List.of(), false, null);

        assertThat(WhoAnswer.read(none.write()).virtualClusters()).isEmpty();
        assertThat(
                        WhoAnswer.read(
                                        "{\"authentication\":true,\"kind\":\"operator\"}"
                                                .getBytes(StandardCharsets.UTF_8))
                                .virtualClusters())
                .isNull();
    }

    @Test
    void showsNoSecret() {
        assertThat(NODE.toString()).doesNotContain("secret");
        assertThat(new JoinRequest("secret", "rack3").toString()).doesNotContain("secret");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> TokenRequest.read(JsonTree.parse("{}")))
                .withMessageContaining("kind");
    }
}
