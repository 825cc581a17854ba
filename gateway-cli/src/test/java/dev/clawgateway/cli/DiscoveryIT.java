package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.discovery.DiscoveredCluster;
import dev.clawgateway.client.discovery.DiscoveredMember;
import dev.clawgateway.client.discovery.DiscoveryClient;
import dev.clawgateway.client.discovery.DiscoveryListener;
import dev.clawgateway.client.discovery.Registration;
import dev.clawgateway.client.http.HttpAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own client of the discovery dialect with the packaged gateway. */
class DiscoveryIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path folder;
    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void cleanUp() {
        programs.close();
    }

    /** A member in this process, and what it was told. */
    private static final class Peer implements DiscoveryListener, AutoCloseable {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final DiscoveryClient client;

        Peer(String url, Registration self) {
            client = DiscoveryClient.of(HttpAddresses.of(url), self);
            client.start(this);
        }

        @Override
        public void joined(DiscoveredCluster cluster) {
            told.add("joined");
        }

        @Override
        public void bootstrap() {
            told.add("bootstrap");
        }

        @Override
        public void gatewayBack() {
            told.add("back");
        }

        List<String> others() {
            return client.cluster().members().stream()
                    .map(member -> member.id() + "@" + member.port())
                    .toList();
        }

        String leader() {
            DiscoveredMember leader = client.cluster().leader();
            return leader == null ? "none" : leader.id().text();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private Process startGateway() {
        URI address = URI.create(programs.http("/health"));
        Path config =
                programs.write(
                        "discovery.toml",
                        """
                        [server]
                        bind_address = "127.0.0.1:%d"

                        [storage]
                        data_dir = "%s"

                        [discovery]
                        node_timeout_secs = 12
                        heartbeat_interval_secs = 1
                        """
                                .formatted(address.getPort(), folder.resolve("data")));
        Process gateway = programs.start("gateway", "--config", config.toString());
        await("the gateway")
                .atMost(LIMIT)
                .until(() -> {
                    assertThat(gateway.isAlive()).as(() -> programs.log("gateway")).isTrue();
                    return programs.answers();
                });
        return gateway;
    }

    private Peer peer(Registration self) {
        return new Peer(programs.http(""), self);
    }

    @Test
    void membersFindEachOtherAndGoOnAfterAKill() throws Exception {
        Process gateway = startGateway();
        try (Peer zero = peer(Registration.of(0, "10.0.0.1", 5001));
                Peer text = peer(Registration.of("node-b", "10.0.0.2", 5002))) {
            awaitThat(() -> assertThat(zero.others()).containsExactly("node-b@5002"));
            awaitThat(() -> assertThat(text.others()).containsExactly("0@5001"));
            assertThat(Stream.concat(zero.told.stream(), text.told.stream()))
                    .containsOnlyOnce("bootstrap");
            text.client.announceLeader();
            awaitThat(() -> assertThat(zero.leader()).isEqualTo("node-b"));
            long version = zero.client.cluster().version();

            gateway.destroyForcibly().waitFor();
            startGateway();

            awaitThat(() -> assertThat(zero.told).contains("back"));
            awaitThat(() -> assertThat(text.told).contains("back"));
            awaitThat(() -> assertThat(zero.others()).containsExactly("node-b@5002"));
            assertThat(zero.leader()).isEqualTo("node-b");
            assertThat(zero.client.cluster().version()).isEqualTo(version);
            assertThat(zero.told).containsOnlyOnce("joined");
        }
        Programs.Ended stats = programs.run("discovery", "stats", "-o", "json");
        assertThat(stats.out()).contains("\"total_nodes\":0").contains("\"leader_id\":null");
    }

    @Test
    void nobodyFoundsASecondClusterWhenTheGatewayForgotAll() throws Exception {
        Process gateway = startGateway();
        try (Peer one = peer(Registration.of(1, "10.0.0.1", 5001))) {
            awaitThat(() -> assertThat(one.told).contains("bootstrap"));

            assertThat(programs.run("discovery", "leave", "1").code()).isZero();
            awaitThat(() -> assertThat(one.told).containsSubsequence("joined", "joined"));

            gateway.destroyForcibly().waitFor();
            forgetAll();
            startGateway();

            awaitThat(() -> assertThat(one.told).containsSubsequence("joined", "joined", "joined"));
            assertThat(one.told).containsOnlyOnce("bootstrap");
            try (Peer later = peer(Registration.of(2, "10.0.0.2", 5002))) {
                awaitThat(() -> assertThat(later.others()).containsExactly("1@5001"));
                assertThat(later.told).containsExactly("joined");
            }
        }
    }

    @Test
    void commandJoinsAndLeavesAndTheRegistryStartsOver() throws Exception {
        startGateway();
        Process member =
                programs.start(
                        "member",
                        "discovery",
                        "join",
                        "--gateway=" + programs.url(),
                        "--id=7",
                        "--port=5007",
                        "--capability=raft",
                        "--metadata=role=worker",
                        "--output=json");
        awaitThat(() ->
                assertThat(programs.log("member"))
                        .contains("{\"event\":\"joined\"", "{\"event\":\"bootstrap\"}"));
        assertThat(programs.run("discovery", "list").out())
                .contains("7 ", "127.0.0.1:5007", "leader", "raft", "role=worker");
        assertThat(programs.run("discovery", "leader").out())
                .isEqualTo("7 at 127.0.0.1:5007, active\n");

        member.destroy();
        assertThat(member.waitFor()).isZero();

        Programs.Ended list = programs.run("discovery", "list");
        assertThat(list.err()).startsWith("No active member.");
        assertThat(programs.run("discovery", "leader").code()).isEqualTo(1);
        assertThat(programs.run("discovery", "leave", "7").err()).startsWith("error: no member 7");

        Programs.Ended reset = programs.run("discovery", "reset");
        assertThat(reset.out()).isEqualTo("The registry starts over; 0 members were forgotten.\n");
        try (Peer next = peer(Registration.of(8, "10.0.0.8", 5008))) {
            awaitThat(() -> assertThat(next.told).containsExactly("joined", "bootstrap"));
        }
    }

    private static void awaitThat(Runnable check) {
        await().atMost(LIMIT).untilAsserted(check::run);
    }

    /** The disk is gone. */
    private void forgetAll() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
