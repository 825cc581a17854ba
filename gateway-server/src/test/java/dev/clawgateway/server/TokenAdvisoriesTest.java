package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.key.KeyFile;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The advisories about tokens, and about what a gateway is started with, by their names. */
class TokenAdvisoriesTest {
    private static final int PERMISSION_DENIED = 1005;
    private static final String ACCESS = "/api/v1/access/";

    @TempDir private Path folder;

    @Test
    @DisplayName("GHSA-4jpw-hj22-2xmc: no token gives more than that by which it was got")
    void noTokenGivesMore() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String limited =
                    gateway.operator("lim", new Rights(Role.ADMIN, List.of("research"), false));

            for (String wider :
                    List.of(
                            "'kind':'operator','subject':'lim','role':'admin'",
                            "'kind':'operator','subject':'lim','role':'viewer','virtual_clusters':['x']",
                            "'kind':'node','node':'*'",
                            "'kind':'join','uses':1")) {
                assertThat(made(gateway, limited, wider).statusCode()).as(wider).isEqualTo(403);
            }
            assertThat(
                            made(
                                            gateway,
                                            limited,
                                            "'kind':'operator','subject':'bob','role':'operator',"
                                                    + "'virtual_clusters':['research']")
                                    .statusCode())
                    .isEqualTo(201);
            assertThat(renewed(gateway, limited).statusCode()).isEqualTo(401);
            assertThat(claims(renewed(gateway, gateway.node("gpu-1")).body()))
                    .contains("\"kind\":\"node\"", "\"node\":\"gpu-1\"")
                    .doesNotContain("role");
        }
    }

    private static HttpResponse<String> made(AskingGateway gateway, String by, String what)
            throws IOException, InterruptedException {
        return gateway.post(ACCESS + "tokens", by, "{" + what + "}");
    }

    /** Asking for more than it has. */
    private static HttpResponse<String> renewed(AskingGateway gateway, String token)
            throws IOException, InterruptedException {
        return gateway.post(
                ACCESS + "renew", token, "{'kind':'operator','role':'admin','node':'*'}");
    }

    private static String claims(String answer) {
        String token = answer.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
    }

    @Test
    @DisplayName("OpenClaw PR 57647: another bogus credential beside it lifts no limit on guessing")
    void bogusExtrasLiftNoLimit() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder)) {
            String good = gateway.root();
            String guessed = good.substring(0, good.length() - 6) + "AAAAAA";
            for (int i = 0; i < 5; i++) {
                try (RawClient guesser = both(gateway, guessed, "bogus")) {
                    guesser.text(Frames.HELLO);
                    guesser.expectError(PERMISSION_DENIED);
                }
            }

            assertThat(gateway.get(ACCESS + "whoami", guessed).statusCode()).isEqualTo(429);
            try (RawClient known = both(gateway, good, "bogus")) {
                known.ask(Frames.HELLO, "welcome");
            }
            assertThat(gateway.get(ACCESS + "whoami", good).statusCode()).isEqualTo(200);
        }
    }

    private static RawClient both(AskingGateway gateway, String token, String extra)
            throws IOException {
        return RawClient.connect(
                gateway.address(), "/?token=" + extra, AskingGateway.bearer(token));
    }

    @Test
    @DisplayName("CVE-2023-48022: nobody has to switch authentication on, and no work runs without")
    void askedByOmission() throws Exception {
        Path data = folder.resolve("data");
        Path file =
                Files.writeString(
                        folder.resolve("gateway.toml"),
                        "[server]\nbind_address = \"0.0.0.0:0\"\n[storage]\ndata_dir = \"%s\"\n"
                                .formatted(data));
        try (GatewayServer gateway =
                        GatewayServer.start(
                                ConfigLoader.load(file, Overrides.NONE, Map.of()),
                                "1.2.3",
                                new SystemTime(),
                                () -> {});
                RawClient stranger =
                        RawClient.connect(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        gateway.address().getPort()))) {
            stranger.text(Frames.HELLO);
            stranger.text(Frames.start(1));
            stranger.expectError(PERMISSION_DENIED);

            assertThat(gateway.inside().view().workloads()).isEmpty();
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve(KeyFile.NAME))))
                .isEqualTo("rw-------");
    }
}
