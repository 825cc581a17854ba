package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.ReignMark;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.layout.RestoredHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BackupsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant RESTORED = NOW.plusMillis(300);

    @TempDir private Path folder;
    private StoreOnDisk disk;
    private StoreFolder other;
    private Backups backups;

    @BeforeEach
    void prepare() {
        disk = new StoreOnDisk(folder.resolve("data"));
        other = StoreFolder.under(folder.resolve("other"));
        backups = new Backups(folder.resolve("backups"), folder.resolve("native"));
    }

    @Test
    void restoresWhatWasThereAndBeginsANewHistory() {
        Snapshot before = filled(20);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
            store.load();
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(21))));
        }

        StoreReport report = backups.restore(0, other, NOW, _ -> {});

        try (RocksStore store = RocksStore.open(other, StoreOnDisk.MAX_EVENTS)) {
            Snapshot after = store.load();
            assertThat(after.workloads()).isEqualTo(before.workloads()).isNotEmpty();
            assertThat(after.events().subList(0, 20)).isEqualTo(before.events());
            Event begins = after.events().getLast();
            assertThat(begins.kind()).isEqualTo(Event.Kind.STORE_RESTORED);
            assertThat(begins.sequence()).isEqualTo(RestoredHistory.beyond(20, NOW));
            assertThat(begins.revision())
                    .isEqualTo(RestoredHistory.beyond(before.lastRevision(), NOW));
            assertThat(begins.detail()).contains("restored from backup 1 of ");
            assertThat(begins.at()).isEqualTo(NOW);
            assertThat(report.lastEvent()).isEqualTo(begins.sequence());
            assertThat(after.lastRevision()).isEqualTo(begins.revision());
        }
    }

    @Test
    void numbersOfTwoStoresFromOneCopyAreNotTheSame() {
        filled(20);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
        }
        StoreFolder another = StoreFolder.under(folder.resolve("another"));

        long first = backups.restore(0, other, NOW, _ -> {}).lastEvent();
        long second = backups.restore(0, another, NOW.plusSeconds(60), _ -> {}).lastEvent();

        assertThat(second - first).as("in a minute").isEqualTo(60_000_000);
    }

    @Test
    void knowsWhichNumbersWereGivenOutSinceTheCopy() {
        Lineage lived = Lineage.NONE.with(new ReignMark(NOW.minusSeconds(9), 0, 1));
        try (RocksStore store = disk.open()) {
            store.load();
            store.commit(
                    store.begin(),
                    List.of(
                            new Change.ReignBegun(new FleetId(new UUID(1, 1)), lived),
                            new Change.EventRecorded(StoreOnDisk.event(1))));
            store.backup(backups, 0);
        }

        backups.restore(0, other, NOW, _ -> {});

        try (RocksStore store = RocksStore.open(other, StoreOnDisk.MAX_EVENTS)) {
            Lineage known = store.load().continuity().lineage();
            assertThat(known.hasEvent(lived.name(), 1)).isTrue();
            assertThat(known.hasEvent(lived.name(), 2)).isFalse();
        }
    }

    /** One may have been taken back since, of which the backup knows nothing. */
    @Test
    void revivesNoCredentialAndNoDevice() {
        Instant ahead = NOW.plusSeconds(90);
        Instant later = NOW.plusSeconds(100).plusMillis(7);
        try (RocksStore store = disk.open()) {
            store.load();
            store.commit(store.begin(), List.of(issued("c-1", NOW.minusSeconds(60))));
            store.backup(backups, 0);
            Revocation taken =
                    new Revocation(Revocation.Of.CREDENTIAL, "c-1", NOW, NOW.plusSeconds(3600));
            store.commit(store.begin(), List.of(new AccessChange.RevocationSaved(taken)));
            store.backup(backups, 0);
            store.commit(store.begin(), List.of(issued("c-2", ahead)));
            store.backup(backups, 0);
            store.commit(store.begin(), List.of(approved(later)));
            store.backup(backups, 0);
        }
        Revocation restored = Revocation.ofEverybody(RESTORED);

        assertThat(revocations(1, false)).containsExactly(restored);
        assertThat(revocations(2, false)).hasSize(2).contains(restored);
        assertThat(revocations(3, false)).hasSize(2).contains(Revocation.ofEverybody(ahead));
        assertThat(revocations(4, false)).contains(Revocation.ofEverybody(later));
        assertThat(revocations(1, true)).isEmpty();
        assertThat(revocations(3, true)).hasSize(1);
    }

    private static Change issued(String id, Instant at) {
        Credential said =
                new Credential(
                        id, new Holder.Operator("ana", Rights.FULL), at, at.plusSeconds(3600));
        return new AccessChange.CredentialSaved(
                new CredentialRecord(said, Caller.GATEWAY, null, 0));
    }

    private static Change approved(Instant at) {
        PairedRole role =
                new PairedRole(
                        "node",
                        List.of(),
                        List.of(),
                        List.of(),
                        at,
                        Caller.GATEWAY,
                        ApprovalWay.OPERATOR,
                        null);
        DeviceCard card = new DeviceCard("gpu", "linux", null, "node-host", "node", "1");
        return new AccessChange.DeviceSaved(
                new PairedDevice(
                        "5".repeat(64),
                        "k".repeat(43),
                        card,
                        "10.0.0.1",
                        null,
                        at,
                        List.of(role),
                        1));
    }

    private List<Revocation> revocations(int number, boolean keepCredentials) {
        StoreFolder there = StoreFolder.under(folder.resolve(number + "-" + keepCredentials));
        backups.restore(number, there, RESTORED, keepCredentials, _ -> {});
        try (RocksStore store = RocksStore.open(there, StoreOnDisk.MAX_EVENTS)) {
            return List.copyOf(store.load().access().revocations());
        }
    }

    @Test
    void takesThemWhileItIsWrittenTo() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(20);
        try (RocksStore store = disk.open()) {
            store.load();
            Term term = store.begin();
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (long i = 1; !enough.get(); i++) {
                                    store.commit(
                                            term,
                                            List.of(
                                                    new Change.EventRecorded(
                                                            StoreOnDisk.event(i))));
                                    begun.countDown();
                                }
                            });
            begun.await();
            for (int i = 1; i <= 3; i++) {
                assertThat(store.backup(backups, 2).number()).isEqualTo(i);
            }
            enough.set(true);
            writer.join();
        }

        assertThat(backups.list()).extracting(Backups.Backup::number).containsExactly(2, 3);
        backups.restore(2, other, NOW, _ -> {});
        try (RocksStore store = RocksStore.open(other, StoreOnDisk.MAX_EVENTS)) {
            assertThat(store.load().events()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void anotherOneCostsWhatWasWrittenSince() throws IOException {
        filled(2000);
        disk.open().close(); // recovery turns the log into a table
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
            long one = bytes();
            store.load();
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(5000))));
            store.backup(backups, 0);

            assertThat(bytes() - one).isLessThan(one / 4);
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            long sum = 0;
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(path);
            }
            return sum;
        }
    }

    @Test
    void onlyTheirOwnerReadsThem() throws IOException {
        filled(5);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
        }
        backups.restore(0, other, NOW, _ -> {});

        for (Path root : List.of(folder.resolve("backups"), other.path())) {
            try (Stream<Path> all = Files.walk(root)) {
                assertThat(all.toList())
                        .allSatisfy(path ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(path)))
                                        .as("%s", path)
                                        .isEqualTo(
                                                Files.isDirectory(path)
                                                        ? "rwx------"
                                                        : "rw-------"));
            }
        }
    }

    @Test
    void haveTheKeysThatAreBesideTheStore() throws IOException {
        filled(5);
        Path keys = disk.folder().path().resolveSibling(KeysBeside.NAME);
        Path restored = other.path().resolveSibling(KeysBeside.NAME);
        Path copied = folder.resolve("backups").resolve(KeysBeside.NAME);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
            assertThat(copied).doesNotExist();
            for (String text : List.of("first", "second")) {
                Files.writeString(keys, text);
                store.backup(backups, 0);
                assertThat(copied).hasContent(text);
            }
            long _ = store.export(folder.resolve("export.jsonl"), _ -> {});
        }

        backups.restore(1, other, NOW, _ -> {});

        assertThat(restored).hasContent("second");
        assertThat(Files.readString(folder.resolve("export.jsonl"))).doesNotContain("second");
        for (Path file : List.of(copied, restored)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void bringBackNoKeysWhereThereAreSome() throws IOException {
        filled(5);
        Files.writeString(disk.folder().path().resolveSibling(KeysBeside.NAME), "old");
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
        }
        Path there = Files.createDirectories(folder.resolve("other")).resolve(KeysBeside.NAME);
        Files.writeString(there, "new");

        backups.restore(0, other, NOW, _ -> {});

        assertThat(there).hasContent("new");
    }

    @Test
    void overwritesNothing() {
        filled(5);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
        }

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> backups.restore(0, disk.folder(), NOW, _ -> {}))
                .withMessageContaining("there is a store at " + disk.folder().path() + " already");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> backups.restore(7, other, NOW, _ -> {}))
                .withMessageContaining("has no number 7, but [1]");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        new Backups(folder, folder.resolve("native"))
                                .restore(0, other, NOW, _ -> {}))
                .withMessageContaining("is no folder of backups");
        assertThat(folder.resolve("meta")).doesNotExist();
        assertThat(other.path()).doesNotExist();
    }

    @Test
    void restoresNoneThatIsDamaged() throws IOException {
        filled(500);
        try (RocksStore store = disk.open()) {
            store.backup(backups, 0);
        }
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            Path table =
                    all.filter(path -> path.toString().endsWith(".sst")).findFirst().orElseThrow();
            StoreOnDisk.flipByte(table, Files.size(table) / 2);
        }

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> backups.restore(0, other, NOW, _ -> {}));
        assertThat(other.path()).doesNotExist();
    }

    /** Events, and a workload with each. */
    private Snapshot filled(int events) {
        RandomRecords random = new RandomRecords(new Random(4711));
        try (RocksStore store = disk.open()) {
            store.load();
            Term term = store.begin();
            for (int i = 1; i <= events; i++) {
                WorkloadRecord workload = random.next(WorkloadRecord.class);
                store.commit(
                        term,
                        List.of(
                                new Change.EventRecorded(StoreOnDisk.event(i)),
                                new Change.WorkloadSaved(workload.with(workload.head().at(i)))));
            }
            return store.load();
        }
    }
}
