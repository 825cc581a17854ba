package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.openclaw.PlainFrames;
import dev.clawgateway.cli.openclaw.PlainSocket;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A device from its first request to its last session, decided on from the command line. */
class ApprovedDeviceTest {
    private static final String CONFIGURATION =
            """
            [auth]
            enabled = true
            token_secret = "a secret that has 32 bytes and more"

            [[listener]]
            name = "devices"
            bind_address = "127.0.0.1:0"
            dialects = ["openclaw"]
            """;

    @TempDir private Path folder;
    private final PlainFrames.Device device = PlainFrames.Device.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder, CONFIGURATION);
        Files.writeString(folder.resolve("admin"), token("--role", "admin", "--name", "ann"));
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        gateway.close();
    }

    private String token(String... options) {
        String[] words = {"token", "create", "--config", folder.resolve("gateway.toml").toString()};
        String[] all = new String[words.length + options.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        Ended made = Ended.of(all);
        assertThat(made.code()).as(made.err()).isZero();
        return made.out().strip();
    }

    private Ended done(String line) {
        return gateway.done(line + " --token-file " + folder.resolve("admin"));
    }

    /** Connects; what it is answered is read by whoever asked. */
    private PlainSocket comes() throws IOException {
        PlainSocket socket = PlainSocket.open(http, gateway.listener("devices"));
        String nonce = socket.read().at("/payload/nonce").asString();
        socket.send(device.node(token("--node", "node-*"), "gpu.list", nonce));
        return socket;
    }

    @Test
    void waitsIsApprovedIsSeenAndIsTakenBack() throws Exception {
        JsonNode refused = comes().read().path("error");
        assertThat(refused.path("code").asString()).as("%s", refused).isEqualTo("NOT_PAIRED");
        String request = refused.at("/details/requestId").asString();
        assertThat(done("device list").out()).contains(request).contains("not-paired");

        done("device approve " + request);
        assertThat(done("device list").out()).containsPattern("node +ann +\\d+s +- +no ");
        PlainSocket socket = comes();
        assertThat(socket.read().path("ok").asBoolean()).isTrue();

        assertThat(done("device list").out()).containsPattern("node +ann +\\d+s +\\d+s +yes ");
        assertThat(done("token revoke --subject device:" + device.id()).err())
                .contains("Took back all that device:" + device.id() + " had by now.");
        assertThatThrownBy(socket::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
        assertThat(done("device list").out()).doesNotContain("node ");
        assertThat(comes().read().at("/error/code").asString()).isEqualTo("NOT_PAIRED");
    }
}
