package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a small file system that really fills up; skipped where none can be mounted. */
class FullAuditDiskTest {
    private static final int SIZE_KIB = 64;

    @TempDir private Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + SIZE_KIB + "k",
                        "none",
                        disk.toString()),
                "no file system can be mounted here: it takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // no such program
        }
    }

    @Test
    void takesNothingMoreAndForgetsNothing() throws Exception {
        Path others = Files.write(disk.resolve("others"), new byte[SIZE_KIB / 2 * 1024]);
        Path place = disk.resolve("audit");
        AuditLog log = AuditLog.in(place, AuditLimits.DEFAULT, new SystemTime());
        log.begin(AuditMark.NONE);
        int done = 0;
        while (log.write(List.of(entry(done)))) {
            done++;
        }

        assertThat(done).isPositive();
        assertThat(log.ready()).isFalse();
        assertThat(log.warnings()).singleElement().asString().contains("No space left on device");
        assertThat(log.look()).isEqualTo(AuditMark.NONE);
        assertThat(Files.readString(place.resolve("audit.log"))).endsWith("}\n"); // nothing torn

        Files.delete(others);
        AuditMark reached = log.look();

        assertThat(log.ready()).isTrue();
        assertThat(log.write(List.of(entry(done + 1)))).isTrue();
        log.end();
        List<String> lines = Files.readAllLines(place.resolve("audit.log"));
        assertThat(lines).filteredOn(line -> line.contains("nodes.cordon")).hasSize(done + 2);
        List<String> found = new ArrayList<>();
        AuditCheck.of(AuditFiles.in(place), reached, found::add);
        assertThat(found).isEmpty();
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(
                new Caller(
                        new Principal.Operator("alice"), "claw", "192.0.2.1", false, "r-" + number),
                "nodes.cordon",
                AuditEntry.About.GATEWAY,
                Map.of(),
                Map.of(),
                AuditEntry.Result.DONE,
                null);
    }
}
