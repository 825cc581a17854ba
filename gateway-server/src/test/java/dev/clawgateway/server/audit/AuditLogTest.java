package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.AuditEntry.Result;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log in a folder of this machine, whose disk may fail, and by a clock that is set by hand. */
class AuditLogTest {
    private static final AuditLimits SMALL = new AuditLimits(2000, Duration.ofHours(1), 3);

    @TempDir private Path folder;

    private final Clock clock = new Clock();

    @Test
    void writesALineForEachEntry() throws IOException {
        AuditLog log = begun(AuditLimits.DEFAULT);

        assertThat(log.write(List.of(entry("alice", "gateway.serving")))).isTrue();

        List<String> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith("{\"seq\":2,\"time\":\"2026-01-01T00:00:00Z\",\"kind\":\"operation\"")
                .contains("\"by\":\"operator\",\"who\":\"alice\",\"address\":\"192.0.2.1\"")
                .contains("\"dialect\":\"claw\",\"request\":\"r-1\"")
                .contains("\"operation\":\"gateway.serving\"")
                .contains("\"before\":{\"serving\":\"true\"},\"after\":{\"serving\":\"false\"}")
                .contains("\"result\":\"done\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(current())))
                .isEqualTo("rw-------");
    }

    @Test
    void writesTextThatIsCutWithinACharacter() throws IOException {
        AuditLog log = begun(AuditLimits.DEFAULT);

        log.write(List.of(entry("a".repeat(511) + "\uD83D\uDE00", "nodes.cordon")));
        log.write(List.of(about("half \uD83D...")));

        assertThat(lines().get(1)).contains("a...\"").doesNotContain("\\u");
        assertThat(lines().get(2)).contains("half \uFFFD...");
    }

    @Test
    void isWholeOverRestartsAndRotations() throws IOException {
        AuditMark reached = AuditMark.NONE;
        for (int start = 0; start < 3; start++) {
            AuditLog log = begin(reached, SMALL);
            for (int change = 0; change < 10; change++) {
                log.write(List.of(entry("alice", "nodes.cordon")));
            }
            reached = log.look();
            log.end();
        }

        AuditCheck.Result result = check(reached);

        assertThat(findings(reached)).isEmpty();
        assertThat(result.ended()).isTrue();
        assertThat(AuditFiles.in(folder)).hasSize(4); // the open one, and three that stay
        assertThat(result.first()).isGreaterThan(1);
    }

    @Test
    void findsALineThatWasRemoved() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> lines.remove(4));

        assertThat(findings(noted)).containsExactly("line 5 is missing");
    }

    @Test
    void findsALineThatWasChanged() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> lines.set(4, lines.get(4).replace("alice", "mallory")));

        assertThat(findings(noted))
                .containsExactly("line 5 is not as line 6 knows it: it was changed");
    }

    @Test
    void findsTheLastLineChangedByWhatTheStoreNoted() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> lines.set(9, lines.get(9).replace("alice", "mallory")));

        assertThat(findings(noted))
                .containsExactly("line 10 is not the one that the store noted: it was changed");
        assertThat(findings(AuditMark.NONE)).isEmpty(); // nothing but the note tells
    }

    @Test
    void findsLinesThatWereSwapped() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> Collections.swap(lines, 4, 5));

        assertThat(findings(noted)).containsExactly("audit.log:6 holds line 5 out of its order");
    }

    @Test
    void findsATailThatWasCut() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> lines.subList(7, 10).clear());

        assertThat(findings(noted))
                .containsExactly("lines 8 to 10 are missing at the end: the tail was cut");
    }

    @Test
    void findsEverythingRemoved() throws IOException {
        AuditMark noted = tenLines();
        Files.delete(current());

        assertThat(findings(noted))
                .containsExactly("there is no line, and the store noted line 10");
    }

    @Test
    void findsAFirstFileThatWasRemoved() throws IOException {
        AuditLog log = begun(SMALL);
        while (AuditFiles.in(folder).size() < 3) {
            log.write(List.of(entry("alice", "nodes.cordon")));
        }
        AuditMark noted = log.look();
        Files.delete(AuditFiles.in(folder).getFirst());

        assertThat(findings(noted))
                .singleElement()
                .asString()
                .startsWith("lines 1 to ")
                .endsWith(" are missing at the beginning");
    }

    @Test
    void saysAtItsStartThatItsTailWasCut() throws IOException {
        AuditMark noted = tenLines();
        rewrite(lines -> lines.subList(7, 10).clear());

        AuditLog log = begin(noted, AuditLimits.DEFAULT);

        assertThat(log.warnings()).singleElement().asString().contains("lines 8-10");
        assertThat(lines().getLast()).contains("\"kind\":\"begin\",\"missing\":\"8-10\"");
        assertThat(findings(log.look()))
                .containsExactly("lines 8 to 10 are missing, as the gateway found when it started");
    }

    @Test
    void takesATornLineAwayAndSaysSo() throws IOException {
        AuditMark noted = tenLines();
        Files.writeString(current(), "{\"seq\":11,\"ti", StandardOpenOption.APPEND);

        AuditLog log = begin(noted, AuditLimits.DEFAULT);

        assertThat(lines()).hasSize(11);
        assertThat(lines().getLast()).contains("\"torn_bytes\":\"13\"");
        assertThat(findings(log.look())).isEmpty();
    }

    @Test
    void takesNothingWhileTheDiskIsFullAndForgetsNothing() throws IOException {
        BreakableFolder disk = new BreakableFolder(new FolderOnDisk(folder));
        AuditLog log = new AuditLog(disk, AuditLimits.DEFAULT, clock);
        log.begin(AuditMark.NONE);
        disk.full(true);

        assertThat(log.write(List.of(entry("alice", "nodes.drain")))).isFalse();
        assertThat(log.ready()).isFalse();
        assertThat(log.warnings()).singleElement().asString().contains("No space left on device");
        assertThat(log.look()).isEqualTo(AuditMark.NONE);
        assertThat(log.ready()).isFalse();

        disk.full(false);
        AuditMark reached = log.look();

        assertThat(log.ready()).isTrue();
        assertThat(log.warnings()).isEmpty();
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1)).contains("nodes.drain");
        assertThat(lines().get(2)).contains("resumed").contains("No space left");
        assertThat(findings(reached)).isEmpty();
    }

    @Test
    void takesNothingOnceASyncHasFailed() {
        BreakableFolder disk = new BreakableFolder(new FolderOnDisk(folder));
        AuditLog log = new AuditLog(disk, AuditLimits.DEFAULT, clock);
        log.begin(AuditMark.NONE);
        disk.syncFails(true);

        assertThat(log.look()).isEqualTo(AuditMark.NONE);
        assertThat(log.ready()).isFalse();

        disk.syncFails(false);
        assertThat(log.look().number()).isEqualTo(2);
        assertThat(log.ready()).isTrue();
    }

    @Test
    void beginsAnotherFileWhenItsOwnWasMoved() throws IOException {
        AuditLog log = begun(AuditLimits.DEFAULT);
        log.write(List.of(entry("alice", "nodes.drain")));
        Path moved = folder.resolve("moved-by-somebody");
        Files.move(current(), moved);
        log.write(List.of(entry("alice", "nodes.cordon"))); // before it is noticed

        AuditMark reached = log.look();

        assertThat(Files.readAllLines(moved)).hasSize(3);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"kind\":\"file\",\"why\":\"it was moved or removed\"");
        assertThat(log.warnings()).singleElement().asString().contains("moved or removed");
        assertThat(log.alarms()).isEqualTo(1);
        List<String> found = new ArrayList<>();
        AuditCheck.of(List.of(moved, current()), reached, found::add);
        assertThat(found).isEmpty();
    }

    @Test
    void beginsAnotherFileWhenItsOwnWasCut() throws IOException {
        AuditLog log = begun(AuditLimits.DEFAULT);
        log.write(List.of(entry("alice", "nodes.drain")));
        Files.writeString(current(), "");

        AuditMark reached = log.look();

        assertThat(lines()).singleElement().asString().contains("it was cut");
        assertThat(findings(reached)).containsExactly("lines 1 to 2 are missing at the beginning");
    }

    @Test
    void beginsAnotherFileByAge() throws IOException {
        AuditLog log = begun(SMALL);
        clock.pass(Duration.ofHours(1));

        log.look();

        assertThat(lines()).singleElement().asString().contains("\"why\":\"age\"");
    }

    @Test
    void sumsUpAFloodOfRefusals() throws IOException {
        AuditLog log = begun(AuditLimits.DEFAULT);
        for (int round = 0; round < 20; round++) {
            for (int attempt = 0; attempt < 500; attempt++) {
                log.refused(forged("203.0.113.9"));
            }
            log.refused(forged("198.51.100.7"));
            clock.pass(Duration.ofSeconds(1));
            log.look();
        }

        List<String> lines = lines();
        assertThat(lines.size()).isLessThan(60);
        assertThat(lines).anyMatch(line -> line.contains("\"address\":\"198.51.100.7\""));
        assertThat(lines).anyMatch(line -> line.contains("\"from 203.0.113.9\":\"49"));
        assertThat(log.summed()).isGreaterThan(9_000);
    }

    private static AuditEntry forged(String address) {
        return new AuditEntry(
                new Caller(new Principal.Operator(null), "claw", address, false, null),
                null,
                null,
                Map.of(),
                Map.of(),
                Result.UNAUTHENTICATED,
                "the credential is not valid");
    }

    private static AuditEntry entry(String who, String operation) {
        return new AuditEntry(
                new Caller(new Principal.Operator(who), "claw", "192.0.2.1", false, "r-1"),
                operation,
                AuditEntry.About.GATEWAY,
                Map.of("serving", "true"),
                Map.of("serving", "false"),
                Result.DONE,
                null);
    }

    private static AuditEntry about(String fact) {
        return new AuditEntry(
                new Caller(new Principal.Operator("alice"), "claw", "192.0.2.1", false, "r-1"),
                "nodes.cordon",
                AuditEntry.About.GATEWAY,
                Map.of(),
                Map.of("cordon", fact),
                Result.DONE,
                null);
    }

    private AuditLog begun(AuditLimits limits) {
        return begin(AuditMark.NONE, limits);
    }

    private AuditLog begin(AuditMark noted, AuditLimits limits) {
        AuditLog log = AuditLog.in(folder, limits, clock);
        log.begin(noted);
        assertThat(log.ready()).isTrue();
        return log;
    }

    /** Nine changes after the line that begins. */
    private AuditMark tenLines() {
        AuditLog log = begun(AuditLimits.DEFAULT);
        for (int change = 0; change < 9; change++) {
            log.write(List.of(entry("alice", "nodes.cordon")));
        }
        AuditMark reached = log.look();
        assertThat(reached.number()).isEqualTo(10);
        return reached;
    }

    private Path current() {
        return folder.resolve("audit.log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(current());
    }

    private interface Edit {
        void of(List<String> lines);
    }

    private void rewrite(Edit edit) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        edit.of(lines);
        Files.writeString(current(), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private List<String> findings(AuditMark noted) throws IOException {
        List<String> found = new ArrayList<>();
        AuditCheck.of(AuditFiles.in(folder), noted, found::add);
        return found;
    }

    private AuditCheck.Result check(AuditMark noted) throws IOException {
        return AuditCheck.of(AuditFiles.in(folder), noted, _ -> {});
    }

    private static final class Clock implements Time {
        private long nanos;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos);
        }
    }
}
