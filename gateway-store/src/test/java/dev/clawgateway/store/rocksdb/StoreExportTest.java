package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.Continuity;
import dev.clawgateway.core.record.ReignMark;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.layout.RestoredHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreExportTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final long seed = new Random().nextLong();
    @TempDir private Path folder;
    private StoreOnDisk disk;
    private StoreFolder other;
    private Path file;
    private Snapshot before;

    @BeforeEach
    void fill() {
        disk = new StoreOnDisk(folder.resolve("data"));
        other = StoreFolder.under(folder.resolve("other"));
        file = folder.resolve("export.jsonl");
        RandomRecords random = new RandomRecords(new Random(seed));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Change change = random.next(Change.class);
            if (change.durable() && !(change instanceof Change.EventRecorded)) {
                changes.add(change);
            }
        }
        for (int i = 1; i <= 10; i++) {
            changes.add(new Change.EventRecorded(StoreOnDisk.event(i)));
        }
        try (RocksStore store = disk.open()) {
            store.load();
            Term term = store.begin();
            store.commit(term, changes);
            before = store.load();
        }
    }

    @Test
    void everyRecordComesBackAsItWas() throws IOException {
        long records = StoreExport.of(disk.folder(), file, _ -> {});

        StoreReport report = StoreImport.of(file, other, NOW, _ -> {});

        try (RocksStore store = RocksStore.open(other, StoreOnDisk.MAX_EVENTS)) {
            Snapshot after = store.load();
            Event begins = after.events().getLast();
            assertThat(begins.detail()).isEqualTo("imported from export.jsonl");
            assertThat(begins.sequence()).isEqualTo(RestoredHistory.beyond(10, NOW));
            assertThat(after.nodes()).as("seed %d", seed).isEqualTo(before.nodes()).isNotEmpty();
            assertThat(after.workloads()).as("seed %d", seed).isEqualTo(before.workloads());
            assertThat(after.virtualClusters()).isEqualTo(before.virtualClusters());
            assertThat(after.discovery()).as("seed %d", seed).isEqualTo(before.discovery());
            assertThat(after.members()).as("seed %d", seed).isEqualTo(before.members());
            assertThat(after.pastUse()).isEqualTo(before.pastUse());
            assertThat(after.windows()).as("seed %d", seed).isEqualTo(before.windows());
            assertThat(after.workspaces()).as("seed %d", seed).isEqualTo(before.workspaces());
            assertThat(after.continuity()).as("seed %d", seed).isEqualTo(goneOnWith(before));
            assertThat(after.serving()).isEqualTo(before.serving());
            assertThat(after.servingSince()).isEqualTo(before.servingSince());
            assertThat(after.events().subList(0, 10)).isEqualTo(before.events());
            assertThat(after.access().credentials())
                    .as("seed %d", seed)
                    .isEqualTo(before.access().credentials());
            assertThat(after.access().revocations())
                    .as("seed %d", seed)
                    .containsAll(othersThanOfEverybody(before))
                    .anyMatch(one ->
                            one.what() == Revocation.Of.EVERYBODY && !one.at().isBefore(NOW));
        }
        boolean replaced =
                othersThanOfEverybody(before).size() < before.access().revocations().size();
        assertThat(report.records().values().stream().mapToLong(Long::longValue).sum())
                .as("with the event that begins the history, and the revocation, seed %d", seed)
                .isEqualTo(records + (replaced ? 1 : 2));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** The one of everybody is replaced by that of now. */
    private static List<Revocation> othersThanOfEverybody(Snapshot known) {
        return known.access().revocations().stream()
                .filter(one -> one.what() != Revocation.Of.EVERYBODY || !one.whose().isEmpty())
                .toList();
    }

    /** Another gateway has an audit log of its own. */
    private static Continuity goneOnWith(Snapshot before) {
        Continuity known = before.continuity();
        ReignMark end = new ReignMark(NOW, before.lastEventSequence(), before.beginningRevision());
        return new Continuity(
                known.fleet(),
                known.fleet() == null ? known.lineage() : known.lineage().with(end),
                known.ends(),
                known.clock(),
                AuditMark.NONE);
    }

    @Test
    void exportsWhileItIsWrittenTo() throws IOException {
        try (RocksStore store = disk.open()) {
            long records = store.export(file, _ -> {});

            assertThat(Files.readAllLines(file)).hasSize((int) records + 2);
        }
    }

    @Test
    void importsNothingThatIsNotWhole() throws IOException {
        StoreExport.of(disk.folder(), file, _ -> {});

        refuses(lines -> lines.substring(0, lines.length() / 2), "line ");
        refuses(
                lines -> lines.substring(0, lines.lastIndexOf("{\"records\"")),
                "the last line is missing: the file was cut short");
        refuses(
                lines -> lines.replaceFirst("\n\\{\"kind\".*\n", "\n"),
                " records before it, and there were ");
        refuses(
                lines -> lines.replace("\"kind\":\"event\"", "\"kind\":\"node\""),
                "is not of kind");
        refuses(lines -> lines.replace("\"sequence\":", "\"sequenze\":"), "sequence is missing");
        refuses(lines -> "{}\n" + lines, "this is no export");
        refuses(
                lines -> lines.replace("claw_gateway_export\":5", "claw_gateway_export\":6"),
                "it has format 6, and this version reads 5");
    }

    private void refuses(UnaryOperator<String> change, String why) throws IOException {
        Path changed = folder.resolve("changed.jsonl");
        Files.writeString(changed, change.apply(Files.readString(file)));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreImport.of(changed, other, NOW, _ -> {}))
                .withMessageContaining("changed.jsonl, line ")
                .withMessageContaining(why);
        assertThat(other.path()).doesNotExist();
    }
}
