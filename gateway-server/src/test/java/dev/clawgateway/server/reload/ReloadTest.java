package dev.clawgateway.server.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.config.source.Setting;
import dev.clawgateway.server.fixture.MovableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    @TempDir private Path folder;

    private Path file;
    private final List<String> told = new ArrayList<>();
    private final AtomicReference<GatewayConfig> running = new AtomicReference<>();
    private final AtomicInteger discarded = new AtomicInteger();
    private boolean refuses;
    private ReloadRecord record;
    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("gateway.toml");
        write("[log]\nlevel = \"warn\"\n");
        Overrides flags = new Overrides(null, null, null, null, "json");
        ConfigLoader.Source source = new ConfigLoader.Source(file, flags, Map.of());
        ConfigLoader.Loaded started = source.read();
        running.set(started.config());
        record = new ReloadRecord(new MovableTime());
        reload = new Reload(source, started, record, List.of(observer()));
        reload.join(this::prepare);
        reload.open();
    }

    private Prepared prepare(GatewayConfig next) throws ReloadException {
        if (refuses) {
            throw new ReloadException("tls.cert_path", "no good");
        }
        return new Prepared() {
            @Override
            public void run() {
                running.set(next);
            }

            @Override
            public void discard() {
                discarded.incrementAndGet();
            }
        };
    }

    private ReloadObserver observer() {
        return new ReloadObserver() {
            @Override
            public void begins() {
                told.add("begins");
            }

            @Override
            public void ended(ReloadResult result) {
                told.add(result.getClass().getSimpleName());
            }
        };
    }

    @Test
    void appliesWhatChangedAndSaysSo() throws IOException {
        write("[log]\nlevel = \"debug\"\nformat = \"pretty\"\n");

        ReloadResult result = reload.now();

        assertThat(result)
                .isEqualTo(
                        new ReloadResult.Applied(
                                List.of(new Difference("log.level", "\"warn\"", "\"debug\"", true)),
                                List.of()));
        assertThat(running.get().log().level()).hasToString("DEBUG");
        assertThat(running.get().log().format()).as("as the flag says").hasToString("JSON");
        assertThat(value("log.level")).isEqualTo("\"debug\"");
        assertThat(told).containsExactly("begins", "Applied");
    }

    @Test
    void namesWhatWaitsForARestartUntilItIsTakenBack() throws IOException {
        String port = "[server]\nbind_address = \"127.0.0.1:7\"\n";
        write(port + "[log]\nlevel = \"debug\"\n");

        var first = (ReloadResult.Applied) reload.now();
        var again = (ReloadResult.Applied) reload.now();
        write("[log]\nlevel = \"debug\"\n");
        var last = (ReloadResult.Applied) reload.now();

        assertThat(first.changed()).extracting(Difference::key).containsExactly("log.level");
        assertThat(first.waiting())
                .extracting(Difference::toString)
                .containsExactly("server.bind_address = \"127.0.0.1:7\", was \"0.0.0.0:8080\"");
        assertThat(again.changed()).isEmpty();
        assertThat(again.waiting()).isEqualTo(first.waiting());
        assertThat(running.get().server().bindAddress()).hasToString("0.0.0.0:8080");
        assertThat(value("server.bind_address")).isEqualTo("\"0.0.0.0:8080\"");
        assertThat(last.waiting()).isEmpty();
    }

    @Test
    void namesListenersThatComeAndGo() throws IOException {
        write("[[listener]]\nname = \"more\"\nbind_address = \"127.0.0.1:7\"\n");

        var added = (ReloadResult.Applied) reload.now();

        assertThat(added.waiting())
                .extracting(Difference::key)
                .contains("listener.more.name", "listener.more.bind_address");
        assertThat(running.get().listeners()).isEmpty();
        assertThat(reload.inForce()).extracting(Setting::key).noneMatch(k -> k.contains("more"));
    }

    @Test
    void changesNothingWhereAnythingIsWrong() throws IOException {
        GatewayConfig before = running.get();
        List<Setting> settings = reload.inForce();
        write("[log]\nlevel = \"debug\"\n[server]\nmax_nodes = 0\nwhat = 1\n");

        var refused = (ReloadResult.Refused) reload.now();
        write("[log\n");
        ReloadResult noToml = reload.now();
        Files.delete(file);
        ReloadResult gone = reload.now();

        assertThat(refused.problems()).hasSize(2);
        assertThat(noToml).isInstanceOf(ReloadResult.Refused.class);
        assertThat(gone).isInstanceOf(ReloadResult.Refused.class);
        assertThat(running.get()).isSameAs(before);
        assertThat(reload.inForce()).isEqualTo(settings);
        assertThat(told).contains("Refused").doesNotContain("Applied");
    }

    @Test
    void changesNothingWhereAPartRefuses() throws IOException {
        refuses = true;
        write("[log]\nlevel = \"debug\"\n");

        ReloadResult result = reload.now();

        assertThat(result).isInstanceOf(ReloadResult.Refused.class);
        assertThat(value("log.level")).isEqualTo("\"warn\"");
    }

    @Test
    void saysInHealthAndMetricsWhatIsWrongUntilItIsMended() throws IOException {
        write("[log]\nlevel = 5\n");
        reload.now();
        List<String> wrong = record.warnings();
        double failed = figure("gateway.config.last.reload.failed");
        write("[server]\nbind_address = \"127.0.0.1:7\"\n");
        reload.now();

        assertThat(wrong).hasSize(1);
        assertThat(wrong.getFirst()).contains("could not be reloaded", "gateway.toml:2: log.level");
        assertThat(failed).isEqualTo(1);
        assertThat(record.warnings())
                .containsExactly("1 key waits for a restart: server.bind_address");
        assertThat(figure("gateway.config.last.reload.failed")).isZero();
        assertThat(figure("gateway.config.keys.waiting")).isEqualTo(1);
    }

    @Test
    void readsFilesThoughTheProcessMayOpenNoMore() throws Exception {
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "ulimit -n 200 && exec \"$@\"",
                                "bash",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FilesUsedUpMain.class.getName(),
                                file.toString())
                        .inheritIO()
                        .start();

        assertThat(process.waitFor()).isZero();
    }

    private double figure(String name) {
        return record.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    @Test
    void triesWithoutChanging() throws IOException {
        write("[log]\nlevel = \"debug\"\n");

        var tried = (ReloadResult.Applied) reload.tried();

        assertThat(tried.changed()).hasSize(1);
        assertThat(running.get().log().level()).hasToString("WARN");
        assertThat(discarded).hasValue(1);
        assertThat(told).isEmpty();
    }

    private String value(String key) {
        return reload.inForce().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}
