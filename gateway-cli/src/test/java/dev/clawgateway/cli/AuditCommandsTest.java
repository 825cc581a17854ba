package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.InProcessGateway.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The audit log's commands, on that of a gateway that runs or has ended. */
class AuditCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void showsWhoDidWhatWhileTheGatewayRuns() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
            assertThat(gateway.line("vc set research --guaranteed gpus=9").code()).isZero();

            Ended last = Ended.of("audit", "tail", config());
            Ended found =
                    Ended.of("audit", "grep", "--operation=virtual-clusters.", "-o=json", config());

            assertThat(last.out())
                    .contains("virtual-clusters.set")
                    .contains("virtual_cluster research")
                    .contains("guaranteed_gpu_millis: 8000 -> 9000");
            assertThat(found.out().lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"result\":\"done\""));
            assertThat(Ended.of("audit", "grep", "--result=denied", "-o=json", config()).out())
                    .isEmpty();
            await().atMost(LIMIT)
                    .until(() ->
                            Ended.of("audit", "verify", config()).out().contains("by the store"));
            assertThat(Ended.of("audit", "verify", config()).code()).isZero();
        }
    }

    @Test
    void goesOnWithWhatIsAddedUntilItIsInterrupted() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
            StringWriter out = new StringWriter();
            CommandLine root = ClawGateway.commandLine();
            root.setOut(new PrintWriter(out, true));
            root.setErr(new PrintWriter(Writer.nullWriter()));
            Thread following =
                    Thread.ofPlatform()
                            .start(() -> {
                                int _ = root.execute("audit", "tail", "-fn", "1", config());
                            });
            await().atMost(LIMIT).until(() -> out.toString().contains("8000"));
            assertThat(gateway.line("vc set research --guaranteed gpus=9").code()).isZero();

            await().atMost(LIMIT).until(() -> out.toString().contains("8000 -> 9000"));
            following.interrupt();
            following.join();
            assertThat(out.toString().lines()).hasSize(3); // a title, and each of them once
        }
    }

    @Test
    void seesWhatWasDoneToALogThatHasEnded() throws Exception {
        threeChanges();
        Ended whole = Ended.of("audit", "verify", config());
        List<String> lines = Files.readAllLines(log());
        assertThat(whole.out()).contains("Whole     yes").contains("the gateway's own");

        rewrite(lines, 2, null);
        Ended removed = Ended.of("audit", "verify", config());
        rewrite(lines, 2, lines.get(2).replace("gpu_millis\":\"8000", "gpu_millis\":\"9000"));
        Ended changed = Ended.of("audit", "verify", config());

        assertThat(removed.code()).isEqualTo(1);
        assertThat(removed.err()).isEqualTo("line 3 is missing\n");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains("line 3 is not as line 4 knows it: it was changed");
        assertThat(changed.out()).contains("NO, 1 findings");
    }

    @Test
    void seesACutTailByWhatTheStoreNotes() throws Exception {
        threeChanges();
        Files.write(log(), Files.readAllLines(log()).subList(0, 2));

        Ended byTheStore = Ended.of("audit", "verify", config());
        Ended withoutIt =
                Ended.of("audit", "verify", "--dir=" + folder.resolve("data/audit"), "-o=json");

        assertThat(byTheStore.code()).isEqualTo(1);
        assertThat(byTheStore.err()).contains("missing at the end: the tail was cut");
        assertThat(withoutIt.code()).isZero();
        assertThat(withoutIt.out()).contains("\"noted\":null,\"ended\":false");
    }

    @Test
    void takesInAFileThatWasMovedUnderTheGateway() throws Exception {
        Path moved = folder.resolve("audit.log.1");
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            assertThat(gateway.line("vc set research --guaranteed gpus=8").code()).isZero();
            Files.move(log(), moved);
            assertThat(gateway.line("vc set research --guaranteed gpus=9").code()).isZero();
            await().atMost(LIMIT).until(() -> Files.exists(log()));
            assertThat(gateway.line("vc set research --guaranteed gpus=7").code()).isZero();
        }

        Ended without = Ended.of("audit", "verify", config());
        Ended with = Ended.of("audit", "verify", "--file=" + moved, config());

        assertThat(without.code()).isEqualTo(1);
        assertThat(with.err()).isEmpty();
        assertThat(with.code()).isZero();
        assertThat(Files.readString(log())).contains("it was moved or removed");
    }

    @Test
    void changesNothingWhileItCannotBeWritten() throws Exception {
        Path place = folder.resolve("data/audit");
        Files.createDirectories(place.getParent());
        Files.writeString(place, "no folder can be made here", StandardOpenOption.CREATE_NEW);
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            Ended refused = gateway.line("vc set research --guaranteed gpus=8");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("audit log cannot be written");

            Files.delete(place);
            await().atMost(LIMIT)
                    .until(() -> gateway.line("vc set research --guaranteed gpus=8").code() == 0);
        }
        assertThat(Ended.of("audit", "verify", config()).code()).isZero();
    }

    private void threeChanges() throws Exception {
        try (InProcessGateway gateway = new InProcessGateway(folder)) {
            for (int gpus = 7; gpus < 10; gpus++) {
                assertThat(gateway.line("vc set research --guaranteed gpus=" + gpus).code())
                        .isZero();
            }
        }
    }

    private void rewrite(List<String> lines, int index, @Nullable String line) throws IOException {
        List<String> edited = new ArrayList<>(lines);
        if (line == null) {
            edited.remove(index);
        } else {
            edited.set(index, line);
        }
        Files.write(log(), edited);
    }

    private Path log() {
        return folder.resolve("data/audit/audit.log");
    }

    private String config() {
        return "--config=" + folder.resolve("gateway.toml");
    }
}
