package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.TlsFiles;
import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.hardware.FakeGpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own programs at a listener that knows them by their certificates. */
class ClientCertificateTest {
    @TempDir private static Path made;
    private static PemFiles files;

    @TempDir private Path folder;

    @BeforeAll
    static void issue() throws Exception {
        files =
                new PemFiles(made)
                        .issue("server", "san=ip:127.0.0.1", "eku=serverAuth")
                        .issue("ada", "eku=clientAuth")
                        .issue("gpu-1", "eku=clientAuth");
    }

    private InProcessGateway gateway(String role) throws Exception {
        return new InProcessGateway(
                folder,
                """
                [auth]
                enabled = true
                token_secret = "a secret that has 32 bytes and more"
                [tls]
                cert_path = "%s"
                key_path = "%s"
                [[listener]]
                name = "server"
                client_ca = "%s"
                client_role = "%s"
                """
                        .formatted(
                                files.certificate("server"),
                                files.key("server"),
                                files.authority(),
                                role));
    }

    private static String[] showing(String name, String... words) {
        return Stream.concat(
                        Arrays.stream(words),
                        Stream.of(
                                "--ca-file",
                                files.authority().toString(),
                                "--client-cert",
                                files.certificate(name).toString(),
                                "--client-key",
                                files.key(name).toString()))
                .toArray(String[]::new);
    }

    @Test
    void letsPeopleInByWhatLoginHasKept() throws Exception {
        try (InProcessGateway gateway = gateway("admin")) {
            String trust = files.authority().toString();
            assertThat(gateway.run("status", "--ca-file", trust).code()).isEqualTo(1);
            assertThat(gateway.run("whoami", "--ca-file", trust).code()).isEqualTo(1);
            assertThat(gateway.run(showing("ada", "status")).code()).isZero();

            Ended login = gateway.run(showing("ada", "login", "--name", "lab"));
            Ended who = gateway.ended(List.of("whoami"));

            assertThat(login.err()).contains("context 'lab'");
            assertThat(login.code()).isZero();
            assertThat(who.out()).contains("cert:ada").contains("admin").contains("Until");
            assertThat(gateway.ended(List.of("node", "list")).code()).isZero();
            assertThat(folder.resolve("home/.config/claw-gateway/contexts.json"))
                    .content()
                    .contains("\"client_key\":\"" + files.key("ada") + "\"")
                    .doesNotContain("PRIVATE");
        }
    }

    @Test
    void letsNodesIn() throws Exception {
        AgentWords words = new AgentWords();
        try (InProcessGateway gateway = gateway("node")) {
            AgentOptions options =
                    new AgentOptions(
                            Endpoint.of(
                                    gateway.url(),
                                    null,
                                    new TlsFiles(
                                            files.authority(),
                                            files.certificate("gpu-1"),
                                            files.key("gpu-1"))),
                            "gpu-1",
                            folder.resolve("agent"),
                            Map.of(),
                            new FakeGpus(1, "A", 1000),
                            true,
                            false,
                            10,
                            AgentOptions.FATAL_XIDS,
                            null);
            try (Agent _ = Agent.start(options, AgentRuntime.ofThisMachine(), words)) {
                assertThat(words.next("registered")).endsWith("gpu-1");
            }
            Ended who = gateway.run(showing("gpu-1", "whoami", "-o", "json"));
            assertThat(who.out())
                    .contains("\"kind\":\"node\",\"name\":\"gpu-1\"")
                    .contains("expires_at");
        }
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws Exception {
        try (InProcessGateway gateway = gateway("admin")) {
            Path empty = Files.writeString(folder.resolve("empty.pem"), "");
            String certificate = files.certificate("ada").toString();

            Ended alone = gateway.run("status", "--client-cert", certificate);
            Ended gone =
                    gateway.run("status", "--client-cert", certificate, "--client-key", "/none");
            Ended odd =
                    gateway.run("status", "--client-cert", certificate, "--client-key", "" + empty);
            Ended plain =
                    gateway.ended(
                            List.of(
                                    "status",
                                    "--gateway",
                                    "ws://127.0.0.1:1",
                                    "--client-cert",
                                    certificate,
                                    "--client-key",
                                    files.key("ada").toString()));

            assertThat(List.of(alone.code(), gone.code(), odd.code(), plain.code()))
                    .containsOnly(2);
            assertThat(alone.err()).contains("give both");
            assertThat(gone.err()).contains("the client key /none does not exist");
            assertThat(odd.err()).contains("cannot be used").contains("PKCS#8");
            assertThat(plain.err()).contains("a client certificate needs a wss:// URL");
        }
    }
}
