package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program where callers are asked for tokens, by the lines that people type. */
class AccessIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String SECRET = "a secret that has 32 bytes and more";

    /** The specification's file, as it stands. */
    private static final String SEED =
            """
            # gateway.toml
            [server]
            bind_address = "0.0.0.0:8080"
            max_nodes = 1000
            node_timeout_secs = 120

            [timing]
            heartbeat_interval_secs = 30
            metrics_interval_secs = 60

            [tls]
            cert_path = "/etc/clawbernetes/server.crt"
            key_path = "/etc/clawbernetes/server.key"

            [auth]
            enabled = true
            token_secret = "${GATEWAY_TOKEN_SECRET}"
            """;

    @TempDir private Path folder;
    private final int port = Programs.freePort();

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }

    private static void awaitLog(Shell shell, String name, String text) {
        await(name + " says " + text).atMost(LIMIT).until(() -> shell.log(name).contains(text));
    }

    /** Two lines for a node, two for a person, besides the one that starts the gateway. */
    @Test
    void theSpecificationsFileLetsInANodeAndAPersonByTwoLinesEach() throws Exception {
        LocalCertificate.write(folder);
        write(
                "gateway.toml",
                SEED.replace("/etc/clawbernetes/", "").replace("0.0.0.0:8080", "0.0.0.0:" + port));
        Map<String, String> environment =
                Map.of("GATEWAY_TOKEN_SECRET", SECRET, "CLAW_GATEWAY", "wss://localhost:" + port);
        try (Shell shell = new Shell(folder, environment)) {
            shell.start("gateway", "exec claw-gateway --config gateway.toml");
            awaitLog(shell, "gateway", "gateway listening");

            shell.run(
                    "create-node",
                    "claw-gateway token create --config gateway.toml --node gpu-1 > gpu-1.token");
            shell.start(
                    "agent",
                    "exec claw-gateway agent --name gpu-1 --token-file gpu-1.token"
                            + " --ca-file server.crt --fake-gpus 1 --allow-processes"
                            + " --state-dir agent");
            shell.run(
                    "create-person",
                    "claw-gateway token create --config gateway.toml --role operator --name ada"
                            + " > ada.token");
            int ended =
                    shell.run(
                            "run",
                            "claw-gateway run --token-file ada.token --ca-file server.crt"
                                    + " --gpus 1 -- echo hello");

            assertThat(ended).as(() -> shell.log("run") + shell.log("agent")).isZero();
            assertThat(shell.log("run")).contains("hello");
            assertThat(shell.run("nobody", "claw-gateway status --ca-file server.crt"))
                    .isEqualTo(1);
            assertThat(shell.log("nobody")).contains("credential").doesNotContain("\tat ");
            shell.start(
                    "other",
                    "exec claw-gateway agent --name gpu-2 --token-file gpu-1.token"
                            + " --ca-file server.crt --fake-gpus 1 --state-dir other");
            awaitLog(shell, "other", "credential");
            String list = "claw-gateway node list --token-file ada.token --ca-file server.crt";
            assertThat(shell.run("list", list)).isZero();
            assertThat(shell.log("list")).contains("gpu-1").doesNotContain("gpu-2");
        }
        try (Secrets secrets = new Secrets()) {
            secrets.add("the secret", SECRET);
            secrets.addToken("the node's token", read("gpu-1.token"));
            secrets.addToken("the person's token", read("ada.token"));
            List<Path> keepers = List.of(Path.of("gpu-1.token"), Path.of("ada.token"));
            assertThat(secrets.below(folder, keepers)).isEmpty();
        }
    }

    /** A whole life of a gateway that asks, and afterwards everything is searched. */
    @Test
    void noSecretIsWhereItIsNotKept() throws Exception {
        write(
                "gateway.toml",
                """
                [server]
                bind_address = "127.0.0.1:%d"
                [auth]
                enabled = true
                [storage]
                data_dir = "data"
                [log]
                level = "trace"
                """
                        .formatted(port));
        List<String> bodies = new ArrayList<>();
        Map<String, String> environment = Map.of("CLAW_GATEWAY", "ws://127.0.0.1:" + port);
        try (Secrets secrets = new Secrets()) {
            try (Shell shell = new Shell(folder, environment);
                    HttpClient http = HttpClient.newHttpClient()) {
                live(shell, secrets, new Asker(http, port, bodies));
            }
            List<Path> keepers =
                    List.of(
                            Path.of("admin.token"),
                            Path.of("auth.keys"),
                            Path.of("join.token"),
                            Path.of("vic.token"),
                            Path.of("contexts.json"),
                            Path.of("credential.json"));

            assertThat(secrets.size()).isGreaterThanOrEqualTo(9);
            assertThat(secrets.below(folder, keepers)).isEmpty();
            assertThat(secrets.in(String.join("\n", bodies))).isEmpty();
            assertThat(secrets.processes()).contains("--join").contains("audit");
            assertThat(secrets.in(secrets.processes())).isEmpty();
            assertThat(bodies).hasSizeGreaterThan(8).anyMatch(body -> body.contains("gateway_"));
        }
    }

    private void live(Shell shell, Secrets secrets, Asker asker) throws Exception {
        shell.start("gateway", "exec claw-gateway --config gateway.toml");
        awaitLog(shell, "gateway", "gateway listening");
        String admin = read("data/admin.token");
        secrets.addToken("the first token", admin);
        secrets.addAll("a key that signs", folder.resolve("data/auth.keys"), "\"k\":\"([^\"]+)\"");

        shell.run(
                "create",
                "claw-gateway token create --config gateway.toml --join > join.token;"
                        + " claw-gateway token create --config gateway.toml --role viewer --name vic"
                        + " > vic.token");
        String vic = read("vic.token");
        secrets.addToken("a token to join by", read("join.token"));
        secrets.addToken("a viewer's token", vic);
        secrets.add("the end of a forged token", forged(vic).substring(vic.length() - 20));

        shell.start(
                "agent",
                "CLAW_JOIN_TOKEN=$(cat join.token) exec claw-gateway agent --join --name gpu-1"
                        + " --fake-gpus 1 --allow-processes --state-dir agent");
        assertThat(shell.run("login", "claw-gateway login --token-file data/admin.token")).isZero();
        assertThat(shell.run("run", "claw-gateway run --gpus 1 -- env")).isZero();
        assertThat(shell.log("run")).doesNotContain("CLAW_JOIN_TOKEN").contains("PATH=");
        Path credential = folder.resolve("agent/credential.json");
        secrets.addAll("an agent's key", credential, "\"agent_key\":\"([^\"]+)\"");
        secrets.addToken(
                "a node's token",
                read("agent/credential.json").replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1"));

        write("forged.tmp", forged(vic));
        assertThat(
                        shell.run(
                                "failed",
                                "claw-gateway login --token-stdin < forged.tmp; rc=$?;"
                                        + " CLAW_GATEWAY_TOKEN=$(cat forged.tmp) claw-gateway"
                                        + " status; rm forged.tmp; exit $rc"))
                .isNotZero();
        asker.everything(admin, vic, forged(vic));
        String minted =
                asker.ask(
                        "POST",
                        "/api/v1/access/tokens",
                        "Bearer " + admin,
                        "{\"kind\":\"operator\",\"subject\":\"bob\",\"role\":\"operator\"}");
        asker.forget(minted); // the one answer that is meant to hold one
        secrets.addToken(
                "a minted token", minted.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1"));
        asker.ask("POST", "/api/v1/access/subjects/vic/revoke", "Bearer " + admin, "");
        asker.ask("POST", "/api/v1/access/rotate", "Bearer " + admin, "");
        secrets.addAll(
                "a key after the change", folder.resolve("data/auth.keys"), "\"k\":\"([^\"]+)\"");
        for (String token : List.of(admin, vic, forged(vic))) {
            asker.ask("GET", "/api/v1/access/whoami", "Bearer " + token, "");
        }
        int whole = shell.run("verify", "claw-gateway audit verify --config gateway.toml");
        assertThat(whole).as(() -> shell.log("verify")).isZero();
    }

    /** As long as the token itself, and as well formed. */
    private static String forged(String token) {
        int from = token.length() - 20;
        StringBuilder forged = new StringBuilder(token);
        for (int i = from; i < token.length() - 1; i++) {
            forged.setCharAt(i, token.charAt(i) == 'x' ? 'y' : 'x');
        }
        return forged.toString();
    }

    /** Asks over HTTP and WebSocket, and keeps whatever it is answered. */
    private record Asker(HttpClient http, int port, List<String> bodies) {
        String ask(String method, String path, String authorization, String body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, BodyPublishers.ofString(body));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            String answer = http.send(request.build(), BodyHandlers.ofString()).body();
            bodies.add(answer);
            return answer;
        }

        void forget(String answer) {
            bodies.remove(answer);
        }

        void everything(String admin, String viewer, String forged) throws Exception {
            for (String token : List.of(admin, viewer, forged)) {
                String basic =
                        Base64.getEncoder()
                                .encodeToString(("x:" + token).getBytes(StandardCharsets.UTF_8));
                ask("GET", "/metrics", "Basic " + basic, "");
                ask("GET", "/health", "Bearer " + token, "");
                ask("GET", "/api/v1/access/whoami", "Bearer " + token, "");
                ask("GET", "/api/v1/access/tokens", "Bearer " + token, "");
                ask("GET", "/cluster/nodes?token=" + token, "", "");
                ask("POST", "/api/v1/access/join", "Bearer " + token, "{\"name\":1}");
                ask("POST", "/api/v1/access/renew", "Bearer " + token, "");
                ask("POST", "/no/such/path", "Bearer " + token, "");
                bodies.add(firstWord("/?token=" + token));
            }
        }

        private String firstWord(String path) throws Exception {
            CompletableFuture<String> word = new CompletableFuture<>();
            WebSocket.Listener listener =
                    new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(
                                WebSocket socket, CharSequence text, boolean last) {
                            word.complete(text.toString());
                            return CompletableFuture.completedStage(null);
                        }
                    };
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener)
                            .get(5, TimeUnit.MINUTES);
            var _ =
                    socket.sendText(
                            "{\"type\":\"hello\",\"version\":\"0.1.0\",\"protocol_version\":1}",
                            true);
            String said = word.get(5, TimeUnit.MINUTES);
            socket.abort();
            return said;
        }
    }

    @Test
    void auditVerifySaysByItsExitCodeWhatWasDoneToTheLog() throws Exception {
        write(
                "gateway.toml",
                "[server]\nbind_address = \"127.0.0.1:%d\"\n[storage]\ndata_dir = \"data\"\n"
                        .formatted(port));
        Map<String, String> environment = Map.of("CLAW_GATEWAY", "ws://127.0.0.1:" + port);
        try (Shell shell = new Shell(folder, environment)) {
            Process gateway = shell.start("gateway", "exec claw-gateway --config gateway.toml");
            awaitLog(shell, "gateway", "gateway listening");
            for (int gpus = 7; gpus < 10; gpus++) {
                String set = "claw-gateway vc set research --guaranteed gpus=" + gpus;
                assertThat(shell.run("set", set)).isZero();
            }
            gateway.destroy();
            assertThat(gateway.waitFor(5, TimeUnit.MINUTES)).isTrue();
            Path log = folder.resolve("data/audit/audit.log");
            List<String> lines = Files.readAllLines(log);

            assertThat(verified(shell, lines)).isZero();
            assertThat(verified(shell, without(lines, 2))).isEqualTo(1);
            List<String> changed = new ArrayList<>(lines);
            changed.set(2, lines.get(2).replace("research", "resaerch"));
            assertThat(verified(shell, changed)).isEqualTo(1);
            List<String> swapped = without(lines, 2);
            swapped.add(1, lines.get(2));
            assertThat(verified(shell, swapped)).isEqualTo(1);
            assertThat(verified(shell, lines.subList(0, 3))).isEqualTo(1);
            assertThat(shell.log("verify"))
                    .containsSubsequence(
                            "line 3 is missing",
                            "line 3 is not as line 4 knows it",
                            "out of its order",
                            "the tail was cut");
        }
    }

    private int verified(Shell shell, List<String> lines) throws Exception {
        Files.write(folder.resolve("data/audit/audit.log"), lines);
        return shell.run("verify", "claw-gateway audit verify --config gateway.toml");
    }

    private static List<String> without(List<String> lines, int index) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(index);
        return fewer;
    }
}
