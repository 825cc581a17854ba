package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused about credentials, and what is done to them, stands in the audit log. */
class RefusalsOnRecordTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKENS = "/api/v1/access/tokens";

    @TempDir private Path folder;

    @Test
    void tellWhoReachedForMoreThanItsOwnRights() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String limited =
                    gateway.operator("lim", new Rights(Role.ADMIN, List.of("research"), false));
            gateway.post(TOKENS, gateway.root(), "{'kind':'node','node':'gpu-1'}");
            String id = idOfTheOnlyOne(gateway);

            assertThat(
                            gateway.post(
                                            TOKENS,
                                            limited,
                                            "{'kind':'operator','subject':'bob','role':'admin'}")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(gateway.post("/api/v1/access/subjects/bob/revoke", limited, "").statusCode())
                    .isEqualTo(403);
            assertThat(gateway.get(TOKENS + "/" + id, limited).statusCode()).isEqualTo(404);
            assertThat(gateway.delete(TOKENS + "/" + id, limited).statusCode()).isEqualTo(404);

            awaitLine(gateway, "lim", "tokens.create", "\"id\":\"bob\"", "\"result\":\"denied\"");
            awaitLine(gateway, "lim", "tokens.revoke", "\"id\":\"bob\"", "\"result\":\"denied\"");
            awaitLine(gateway, "lim", "tokens.get", "\"id\":\"" + id + "\"", "not to be seen");
            awaitLine(gateway, "lim", "tokens.revoke", "\"id\":\"" + id + "\"", "not to be seen");
        }
    }

    private static String idOfTheOnlyOne(AskingGateway gateway) throws Exception {
        return gateway.get(TOKENS, gateway.root())
                .body()
                .replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void tellBeforehandThatTheKeyIsChangedAndThenThatItWas() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            assertThat(gateway.post("/api/v1/access/rotate", gateway.root(), "").statusCode())
                    .isLessThan(300);

            assertThat(gateway.audited())
                    .filteredOn(line -> line.contains("\"operation\":\"tokens.rotate\""))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("\"result\":\"sent\""),
                            second -> assertThat(second).contains("\"result\":\"done\""))
                    .allMatch(
                            line -> line.contains("\"request\":\"" + AskingGateway.REQUEST + "\""));
        }
    }

    @Test
    void tellWhoHadNothingGoodToExchangeAndNotWhatItWas() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String join = gateway.token(new Holder.Join("gpu-*", Map.of(), 1));
            String forged = join.substring(0, join.length() - 4) + "AAAA";

            assertThat(
                            gateway.post(
                                            "/api/v1/access/join",
                                            forged,
                                            "{'agent_key':'0123456789abcdef','name':'gpu-1'}")
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(gateway.post("/api/v1/access/renew", "garbage", "").statusCode())
                    .isEqualTo(401);

            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(gateway.audited())
                                    .filteredOn(line ->
                                            line.contains("\"kind\":\"authentication\"")
                                                    && line.contains("\"dialect\":\"access\"")
                                                    && line.contains("unauthenticated"))
                                    .hasSize(2));
            assertThat(gateway.audited().toString())
                    .doesNotContain(forged.substring(forged.lastIndexOf('.') + 1))
                    .doesNotContain("0123456789abcdef");
        }
    }

    private static void awaitLine(
            AskingGateway gateway, String who, String operation, String... of) {
        await(who + " " + operation)
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(gateway.audited())
                                .anySatisfy(line ->
                                        assertThat(line)
                                                .contains("\"who\":\"" + who + "\"")
                                                .contains("\"operation\":\"" + operation + "\"")
                                                .contains(of)));
    }
}
