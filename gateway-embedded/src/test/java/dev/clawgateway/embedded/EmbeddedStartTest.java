package dev.clawgateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.embedded.EmbeddedException.CannotStart;
import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How gateways start within a program, and what keeps them from it. */
final class EmbeddedStartTest {
    @TempDir private Path folder;

    private EmbeddedConfig kept(String name) {
        return EmbeddedConfig.defaults().dataDir(folder.resolve(name));
    }

    private static void cannotStart(
            EmbeddedConfig config, CannotStart.Reason reason, String message) {
        assertThatThrownBy(() -> EmbeddedGateway.start(config).close())
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    @Test
    void severalRunSideBySide() {
        try (EmbeddedGateway one = EmbeddedGateway.start(kept("one"));
                EmbeddedGateway other = EmbeddedGateway.start(EmbeddedConfig.defaults())) {
            assertThat(one.address()).isNotEqualTo(other.address());
            one.enqueue(WorkloadRequest.container("image").gpus(1));

            assertThat(one.workloads()).hasSize(1);
            assertThat(other.workloads()).isEmpty();
        }
    }

    @Test
    void whatIsStoredIsThereAtTheNextStart() {
        WorkloadSummary before;
        try (EmbeddedGateway gateway = EmbeddedGateway.start(kept("data"))) {
            before =
                    gateway.workload(
                            gateway.enqueue(WorkloadRequest.container("image").gpus(1)).workload());
        }

        try (EmbeddedGateway gateway = EmbeddedGateway.start(kept("data"))) {
            assertThat(gateway.workload(before.id()).spec()).isEqualTo(before.spec());
        }
    }

    @Test
    void temporaryFolderGoesWithTheGateway() {
        Start started = Start.of(EmbeddedConfig.defaults(), new SystemTime());
        started.server().close();
        assertThat(started.temporary()).isDirectory();

        Folders.remove(started.temporary());

        assertThat(started.temporary()).doesNotExist();
    }

    @Test
    void closedGatewayAnswersNothing() {
        EmbeddedGateway gateway = EmbeddedGateway.start(EmbeddedConfig.defaults());
        gateway.close();
        gateway.close();

        assertThatThrownBy(gateway::nodes).isInstanceOf(EmbeddedException.Closed.class);
    }

    @Test
    void everythingCanBeSaidByTextOrKey() {
        EmbeddedConfig config =
                kept("data")
                        .toml(
                                "[server]\nmax_nodes = 5\n[auth]\nenabled = true\ntoken_secret = \"${S}\"\n")
                        .environment(Map.of("S", "0123456789abcdef0123456789abcdef"))
                        .set("server.host_names", List.of("gateway.example"))
                        .set("server.max_nodes", 7);

        try (EmbeddedGateway gateway = EmbeddedGateway.start(config)) {
            // Though callers are asked who they are, the program is let in.
            assertThat(gateway.state().nodes()).isEmpty();
        }
    }

    @Test
    void faultsOfTheConfigurationAreSaidAllAtOnce() {
        EmbeddedConfig config =
                kept("data").toml("[server]\nmax_nodes = 0\n").set("server.max_node", 3);

        cannotStart(
                config, CannotStart.Reason.CONFIGURATION, "configuration:2: server.max_nodes = 0");
        cannotStart(
                config,
                CannotStart.Reason.CONFIGURATION,
                "unknown key server.max_node; did you mean server.max_nodes?");
    }

    @Test
    void secondGatewayOnADataFolderIsRefused() {
        try (EmbeddedGateway first = EmbeddedGateway.start(kept("data"))) {
            assertThat(first.nodes()).isEmpty();
            cannotStart(kept("data"), CannotStart.Reason.DATA_IN_USE, "data");
        }
    }

    @Test
    void takenPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            cannotStart(kept("data").bind(address), CannotStart.Reason.ADDRESS, address);
        }
    }

    @Test
    void unreadableCertificateIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("no.pem"), "no certificate");

        cannotStart(kept("data").tls(file, file), CannotStart.Reason.TLS, "tls.");
    }

    @Test
    void programsOwnFunctionIsAPolicy() {
        ScoringFunction mine =
                new ScoringFunction() {
                    @Override
                    public String name() {
                        return "mine";
                    }

                    @Override
                    public double score(NodeView node, RequestView request) {
                        return 0;
                    }
                };

        try (EmbeddedGateway gateway =
                EmbeddedGateway.start(EmbeddedConfig.defaults().scoring(mine).policy("mine"))) {
            gateway.enqueue(WorkloadRequest.container("image").policy("mine"));
        }
        cannotStart(
                EmbeddedConfig.defaults().policy("mine"),
                CannotStart.Reason.CONFIGURATION,
                "must be one of");
    }
}
