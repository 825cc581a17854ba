package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.control.access.Authenticator.Finding;
import dev.clawgateway.control.access.Authenticator.Introduction;
import dev.clawgateway.control.access.Credentials;
import dev.clawgateway.control.access.KnownNodes;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.record.NodeOverrides;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.key.KeyFile;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.fixture.HandRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStartTest {
    private static final String PUBLIC = "0.0.0.0:0";
    private static final String LOOPBACK = "127.0.0.1:0";
    private static final String SECRET = "token_secret = \"a secret that has 32 bytes and more\"";

    @TempDir private Path folder;

    private final List<String> terminal = new ArrayList<>();
    private Path data;

    @BeforeEach
    void makeDataFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void isOnWhereverOthersCanBeCallersUnlessToldOtherwise() throws Exception {
        assertThat(on(PUBLIC, "")).isTrue();
        assertThat(on("[::]:0", "")).isTrue();
        assertThat(on("gateway.example:0", "")).isTrue();
        assertThat(on(LOOPBACK, "")).isFalse();
        assertThat(on("[::1]:0", "")).isFalse();
        assertThat(on(LOOPBACK, "enabled = true")).isTrue();
        assertThat(on(PUBLIC, "enabled = false")).isFalse();
        assertThat(on(PUBLIC, "enabled = true\n" + SECRET)).isTrue();
    }

    @Test
    void makesAKeyOnceAndTellsOnlyATerminalTheFirstToken() throws Exception {
        Doors doors = doors(config(PUBLIC, ""), List.of(), true);

        assertThat(mode(KeyFile.NAME)).isEqualTo("rw-------");
        assertThat(data.resolve(AccessStart.FIRST_TOKEN)).doesNotExist();
        assertThat(terminal).hasSize(2);
        assertThat(rights(doors, terminal.getLast())).isEqualTo(Rights.FULL);

        terminal.clear();
        Doors again = doors(config(PUBLIC, ""), List.of(node()), true);
        assertThat(terminal).isEmpty();
        assertThat(again.rotation()).isNotNull();
    }

    @Test
    void putsTheFirstTokenIntoAFileWhereNobodyIsToSeeIt() throws Exception {
        Doors doors = doors(config(PUBLIC, ""), List.of(), false);
        Path file = data.resolve(AccessStart.FIRST_TOKEN);

        assertThat(mode(AccessStart.FIRST_TOKEN)).isEqualTo("rw-------");
        assertThat(rights(doors, Files.readString(file).strip())).isEqualTo(Rights.FULL);
    }

    @Test
    void makesNoKeyWhereASecretIsConfigured() throws Exception {
        var _ = doors(config(PUBLIC, SECRET), List.of(), true);

        assertThat(data.resolve(KeyFile.NAME)).doesNotExist();
        assertThat(terminal).isEmpty();
    }

    @Test
    void cutsNoFleetOffThatKnowsNoTokens() throws Exception {
        for (String auth : List.of("", SECRET)) {
            assertThatThrownBy(() -> doors(config(PUBLIC, auth), List.of(node()), true))
                    .isInstanceOfSatisfying(
                            StartException.class,
                            refusal ->
                                    assertThat(refusal.exitCode())
                                            .isEqualTo(DaemonExitCode.CONFIGURATION))
                    .hasMessageContaining("enabled = true")
                    .hasMessageContaining("enabled = false");
        }
        assertThat(data).isEmptyDirectory();

        var _ = doors(config(PUBLIC, "enabled = false"), List.of(node()), true);
        var _ = doors(config(LOOPBACK, ""), List.of(node()), true);
        var _ = doors(config(PUBLIC, "enabled = true"), List.of(node()), true);
    }

    /** Nodes that joined with tokens are no reason to ask. */
    @Test
    void startsAgainOverAFleetThatHasTokens() throws Exception {
        for (String auth : List.of(SECRET, "")) {
            var _ = doors(config(PUBLIC, auth), List.of(), true);
            var _ = doors(config(PUBLIC, auth), List.of(node()), true);
            Files.delete(data.resolve(AccessStart.ASKED));
        }
    }

    @Test
    void isLoudWhereItIsOpenToAll() throws Exception {
        Doors open = doors(config(PUBLIC, "enabled = false"), List.of(), true);
        Doors asking = doors(config(PUBLIC, ""), List.of(), true);
        Doors local = doors(config(LOOPBACK, ""), List.of(), true);

        assertThat(open.warnings().get())
                .singleElement()
                .asString()
                .contains("auth.enabled = false");
        assertThat(gauge(open)).isEqualTo(1);
        assertThat(asking.warnings().get()).isEmpty();
        assertThat(gauge(asking)).isZero();
        assertThat(local.warnings().get()).isEmpty();
        assertThat(gauge(local)).isZero();
    }

    @Test
    void doesNotStartWithKeysThatOthersMayRead() throws Exception {
        var _ = doors(config(PUBLIC, ""), List.of(), true);
        Files.setPosixFilePermissions(
                data.resolve(KeyFile.NAME), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(() -> doors(config(PUBLIC, ""), List.of(), true))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600");
    }

    private static double gauge(Doors doors) {
        return doors.figures().stream()
                .filter(figure -> figure.name().equals("gateway.auth.open"))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    private boolean on(String address, String auth) {
        return config(address, auth).asksCallers();
    }

    private Rights rights(Doors doors, String token) {
        List<Finding> findings = new ArrayList<>();
        doors.authenticator()
                .authenticate(
                        new Introduction(
                                new Peer("main", false, "10.0.0.1", 1, null, null),
                                "claw",
                                new Principal.Operator(null),
                                null,
                                List.of(token)),
                        findings::add);
        return ((Finding.Known) findings.getFirst()).caller().rights();
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }

    private Doors doors(GatewayConfig config, List<NodeRecord> nodes, boolean atTerminal)
            throws StartException {
        HandRuntime runtime = new HandRuntime(new SystemTime());
        return AccessStart.of(
                        config, new Remembering(nodes), runtime, atTerminal ? terminal::add : null)
                .over(Credentials.NONE, KnownNodes.NONE, runtime);
    }

    private GatewayConfig config(String address, String auth) {
        try {
            Path file = folder.resolve("gateway.toml");
            Files.writeString(
                    file,
                    "[server]\nbind_address = \"%s\"\n[storage]\ndata_dir = \"%s\"\n[auth]\n%s\n"
                            .formatted(address, data, auth));
            return ConfigLoader.load(file, Overrides.NONE, Map.of());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static NodeRecord node() {
        return new NodeRecord(
                new NodeId(new UUID(0, 1)),
                "gpu-1",
                new NodeCapacity(List.of(), 64_000, 1024, List.of()),
                NodeRecord.Marks.NONE,
                NodeOverrides.NONE,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Knows these nodes, and is asked for nothing else. */
    private record Remembering(List<NodeRecord> nodes) implements Store {
        @Override
        public Term begin() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Snapshot load() {
            return new Snapshot(
                    nodes, List.of(), List.of(), true, PastUseRecord.NONE, List.of(), 0);
        }

        @Override
        public void commit(Term term, List<Change> changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
