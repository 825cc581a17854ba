package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens made beside a gateway, and shown to it. */
class TokenCommandsTest {
    private static final String ASKING =
            "[auth]\nenabled = true\ntoken_secret = \"a secret that has 32 bytes and more\"\n";

    @TempDir private Path folder;

    @Test
    void letsInNodesAndPeopleByTokensOfItsConfiguration() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder, ASKING)) {
            gateway.startFleet(2, 1, 1, create("--node", "node-*").out().strip());
            String operator = kept("operator", "--role", "operator", "--name", "ada");
            String viewer = kept("viewer", "--role", "viewer", "--name", "bob");
            String node = kept("node", "--node", "node-0");

            assertThat(gateway.run("status").code()).isEqualTo(1);
            assertThat(gateway.run("status", "--token-file", node).code()).isEqualTo(1);
            assertThat(gateway.run("node", "list", "--token-file", viewer).out())
                    .contains("node-0")
                    .contains("node-1");
            assertThat(submit(gateway, viewer).code()).isEqualTo(1);
            assertThat(submit(gateway, operator).code()).isZero();
        }
    }

    private static Ended submit(InProcessGateway gateway, String token) {
        return gateway.run("run", "--detach", "--gpus", "1", "--token-file", token, "--", "x");
    }

    private String kept(String name, String... options) throws Exception {
        return Files.writeString(folder.resolve(name), create(options).out()).toString();
    }

    @Test
    void printsTheTokenAloneOrOneObject() throws Exception {
        configure(ASKING);

        Ended text = create("--node", "gpu-1");
        Ended json =
                create("--node", "gpu-1", "--label", "pool=a", "--expires", "1h", "-o", "json");

        assertThat(text.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
        assertThat(text.err())
                .matches("Token [0-9a-f-]{36} of node:gpu-1 is good until \\S+Z\\.\n");
        assertThat(json.out())
                .matches(
                        "\\{\"id\":\"[0-9a-f-]{36}\",\"token\":\"[\\w.-]+\",\"kind\":\"node\",.*}\n")
                .contains("\"node\":\"gpu-1\",\"labels\":{\"pool\":\"a\"}")
                .containsPattern("\"expires_at\":\"[\\dT:-]+Z\"");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void saysWhereNobodyAsksForIt() throws Exception {
        configure(ASKING.replace("true", "false"));

        assertThat(create("--node", "gpu-1").err()).contains("asks nobody");
    }

    @Test
    void needsAKey() throws Exception {
        configure("[auth]\nenabled = true\n");

        Ended none = create("--node", "gpu-1");

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("auth.token_secret").contains("start the gateway once");
        assertThat(none.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--role admin --node gpu-1",
                "--role admin --join",
                "--role admin --label a=b",
                "--role king",
                "--role admin --name oidc:x",
                "--node gpu-1 --role-of x",
                "--node gpu-1 --name ada",
                "--node gpu-1 --virtual-cluster a",
                "--node gpu-1 --own-only",
                "--node gpu-1 --uses 2",
                "--join --uses 0",
                "--join --uses 10001",
                "--node gpu-1 --expires 59s",
                "--node gpu-1 --expires 3661d"
            })
    void refusesWhatCannotBeMeant(String options) throws Exception {
        configure(ASKING);

        Ended refused = create(options.isEmpty() ? new String[0] : options.split(" "));

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isNotBlank();
    }

    private void configure(String auth) throws Exception {
        Files.writeString(
                folder.resolve("gateway.toml"),
                "[server]\nbind_address = \"127.0.0.1:0\"\n[storage]\ndata_dir = \"%s\"\n%s"
                        .formatted(folder.resolve("data"), auth));
    }

    private Ended create(String... options) {
        return Ended.of(
                Stream.concat(
                                Stream.of(
                                        "token",
                                        "create",
                                        "--config",
                                        folder.resolve("gateway.toml").toString()),
                                Arrays.stream(options))
                        .toArray(String[]::new));
    }
}
