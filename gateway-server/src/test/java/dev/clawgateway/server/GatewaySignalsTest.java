package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.service.NotifyListener;
import dev.clawgateway.server.Daemons.Daemon;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process that others control: by signals, and as a service. */
@Timeout(180)
class GatewaySignalsTest {
    @TempDir private Path folder;
    private Daemons daemons;

    @BeforeEach
    void prepare() {
        daemons = new Daemons(folder);
    }

    @AfterEach
    void killAll() {
        daemons.close();
    }

    @Test
    void endsOrderlyOnSigterm() throws Exception {
        Daemon daemon = daemons.start();
        try (RawClient cli = daemon.cli()) {
            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(cli.closeCode()).isEqualTo(1012);
            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
        }
        assertThat(daemon.rest()).anyMatch(line -> line.contains("stopped exit_code=0"));
    }

    @Test
    void tellsItsServiceManagerHowItIs() throws Exception {
        assumeSighupIsHeard();
        String address = folder.resolve("notify").toString();
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "3000000");
        try (NotifyListener manager = new NotifyListener(address)) {
            Daemon daemon = daemons.started(daemons.launch(daemons.config(), environment));
            await().until(() -> told(manager, "READY=1"), told -> told == 1);
            await().until(() -> told(manager, "WATCHDOG=1"), told -> told >= 3);

            daemon.signal("HUP");
            await().until(() -> told(manager, "READY=1"), told -> told == 2);
            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
            assertThat(manager.heard().getFirst()).isEqualTo("STATUS=opening the store");
            assertThat(told(manager, "RELOADING=1\nMONOTONIC_USEC=")).isOne();
            assertThat(told(manager, "STOPPING=1")).isOne();
        }
    }

    private static long told(NotifyListener manager, String beginning) {
        return manager.heard().stream().filter(told -> told.startsWith(beginning)).count();
    }

    @Test
    void endsOrderlyWhenToldWhileItStarts() throws Exception {
        String address = folder.resolve("notify").toString();
        try (NotifyListener manager = new NotifyListener(address)) {
            Daemon daemon = daemons.launch(daemons.config(), Map.of("NOTIFY_SOCKET", address));
            await().atMost(Duration.ofMinutes(1)).until(() -> !manager.heard().isEmpty());

            daemon.process().toHandle().destroy(); // SIGTERM

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(DaemonExitCode.OK);
        }
    }

    @Test
    void readsItsConfigurationAgainOnSighup() throws Exception {
        assumeSighupIsHeard();
        Path config = daemons.config();
        Daemon daemon = daemons.started(daemons.launch(config));
        Files.writeString(config, "[log]\nlevel = \"debug\"\n", StandardOpenOption.APPEND);

        daemon.signal("HUP");
        String changed = daemon.said("configuration reloaded");
        Files.writeString(config, "[log", StandardOpenOption.APPEND);
        daemon.signal("HUP");

        assertThat(changed).contains("changed=1", "waiting=0");
        assertThat(daemon.said("not reloaded")).contains("not valid TOML");
        assertThat(daemon.process().isAlive()).isTrue();
    }

    @Test
    void saysWhatReloadsWhereSighupIsIgnored() throws Exception {
        Path config = daemons.config();
        Daemon daemon = daemons.started(daemons.launch(config, Map.of("IGNORED", "HUP")));

        String line = daemon.said("SIGHUP was ignored");
        daemon.signal("HUP");

        assertThat(line).contains("claw-gateway reload");
        assertThat(daemon.process().waitFor(1, TimeUnit.SECONDS)).isFalse();
    }

    /** Under nohup it is ignored before Java starts, and by all that it starts. */
    private static void assumeSighupIsHeard() throws IOException {
        assumeThat(Files.readString(Path.of("/proc/self/status")))
                .as("SIGHUP is not ignored here")
                .containsPattern("SigIgn:\\s*[0-9a-f]*[02468ace]\n");
    }

    @Test
    void endsAtOnceOnTheSecondSigterm() throws Exception {
        Path config = daemons.config();
        Files.writeString(config, "[shutdown]\nnotice_secs = 7\n", StandardOpenOption.APPEND);
        Daemon daemon = daemons.started(daemons.launch(config));
        try (RawClient _ = daemon.cli()) {
            // It never answers that the session ends, so that the orderly end would take its time.
            daemon.process().toHandle().destroy();
            awaitLine(daemon, "stopping");

            daemon.process().toHandle().destroy();

            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(daemon.process().exitValue()).isEqualTo(128 + 15);
        }
        assertThat(daemon.rest()).noneMatch(line -> line.contains("stopped exit_code"));
    }

    private static void awaitLine(Daemon daemon, String said) throws IOException {
        String line = daemon.log().readLine();
        while (line != null && !line.endsWith(said)) {
            line = daemon.log().readLine();
        }
        assertThat(line).isNotNull();
    }
}
