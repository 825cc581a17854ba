package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.record.WorkloadRecord;
import dev.clawgateway.store.ModelState;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.codec.RecordCodec;
import dev.clawgateway.store.layout.StoreKeys;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksStoreTest {
    private static final int MAX_EVENTS = 50;

    @TempDir private Path dataDir;

    @Test
    void startsEmptyInFolderOfItsOwner() throws IOException {
        try (RocksStore store = open()) {
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().path())))
                .isEqualTo("rwx------");
    }

    @Test
    void keepsWhatTheModelKeeps() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ModelState model = new ModelState(MAX_EVENTS);
        MemoryStore memory = new MemoryStore(MAX_EVENTS);
        Wishes wishes = new Wishes(random);

        for (int life = 0; life < 4; life++) {
            try (RocksStore store = open()) {
                for (int batch = 0; batch < 50; batch++) {
                    List<Change> changes = wishes.batch();
                    store.commit(store.begin(), changes);
                    memory.commit(memory.begin(), changes);
                    model.apply(changes);
                }
            }
            try (RocksStore store = open()) {
                assertThat(store.load())
                        .as("seed %d life %d", seed, life)
                        .isEqualTo(model.snapshot());
            }
            assertThat(memory.load()).as("seed %d life %d", seed, life).isEqualTo(model.snapshot());
        }
    }

    /** Random changes over few ids, so that records are replaced and forgotten too. */
    private static final class Wishes {
        private final Random random;
        private final RandomRecords records;
        private final List<NodeId> nodes = new ArrayList<>();
        private final List<WorkloadId> workloads = new ArrayList<>();
        private final List<MemberId> discovered = new ArrayList<>();
        private final List<String> clusters = new ArrayList<>();
        private final List<String> members = new ArrayList<>();
        private long sequence;

        Wishes(Random random) {
            this.random = random;
            this.records = new RandomRecords(random);
        }

        List<Change> batch() {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(10); i > 0; i--) {
                changes.add(change());
            }
            return changes;
        }

        private Change change() {
            return switch (random.nextInt(15)) {
                case 0 -> {
                    NodeRecord node = records.next(NodeRecord.class);
                    nodes.add(node.id());
                    yield new Change.NodeSaved(node);
                }
                case 1 -> {
                    WorkloadRecord workload = records.next(WorkloadRecord.class);
                    workloads.add(workload.id());
                    yield new Change.WorkloadSaved(workload);
                }
                case 2 -> {
                    VirtualCluster cluster = records.next(VirtualCluster.class);
                    clusters.add(cluster.name());
                    yield new Change.VirtualClusterSaved(cluster);
                }
                case 3 -> {
                    Instant since =
                            random.nextBoolean() ? Instant.ofEpochMilli(random.nextInt()) : null;
                    yield new Change.ServingSet(random.nextBoolean(), since);
                }
                case 4 -> nodes.isEmpty() ? status() : new Change.NodeForgotten(any(nodes));
                case 5 ->
                        workloads.isEmpty()
                                ? status()
                                : new Change.WorkloadForgotten(any(workloads));
                case 6 ->
                        clusters.isEmpty()
                                ? status()
                                : new Change.VirtualClusterForgotten(any(clusters));
                case 7 -> new Change.PastUseSaved(records.next(PastUseRecord.class));
                case 8 -> {
                    DiscoveryMember member = records.next(DiscoveryMember.class);
                    discovered.add(member.id());
                    yield new DiscoveryChange.MemberSaved(member);
                }
                case 9 ->
                        discovered.isEmpty()
                                ? status()
                                : new DiscoveryChange.MemberForgotten(any(discovered));
                case 10 -> new DiscoveryChange.StandingSaved(records.next(DiscoveryStanding.class));
                case 11 -> {
                    MemberRecord member = records.next(MemberRecord.class);
                    members.add(member.id());
                    yield new MembershipChange.MemberSaved(member);
                }
                case 12 ->
                        members.isEmpty()
                                ? status()
                                : new MembershipChange.MemberForgotten(any(members));
                case 13 -> new MembershipChange.GatewayNamed(records.next(OwnEntry.class));
                default -> new Change.EventRecorded(event(++sequence));
            };
        }

        private Change status() {
            NodeId node = records.next(NodeId.class);
            return new Change.StatusChanged(node, NodeStatus.HEALTHY);
        }

        private <T> T any(List<T> ids) {
            return ids.get(random.nextInt(ids.size()));
        }
    }

    @Test
    void dropsOldEventsWhenFewerAreToBeKept() {
        try (RocksStore store = open()) {
            for (int i = 1; i <= 70; i++) {
                store.commit(store.begin(), List.of(new Change.EventRecorded(event(i))));
            }
            assertThat(store.load().events()).hasSize(MAX_EVENTS);
        }
        try (RocksStore store = RocksStore.open(folder(), 10)) {
            assertThat(store.load().events())
                    .extracting(Event::sequence)
                    .startsWith(61L)
                    .hasSize(10);
            assertThat(store.load().lastEventSequence()).isEqualTo(70);
        }
    }

    @Test
    void refusesStoreThatThisProcessHolds() {
        try (RocksStore _ = open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining(folder().path().toString())
                    .withMessageContaining("in use")
                    .withMessageContaining("storage.data_dir");
        }
    }

    @Test
    void refusesNewerFormat() throws RocksDBException {
        open().close();
        put("mformat", "5");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining(
                        "has format 5, written by a newer gateway; this one knows 4");
        put("mformat", "4");
        open().close();
    }

    @Test
    void upgradesAStoreOfFormat1Once() throws Exception {
        open().close();
        byte[] old = goldenOfFormat1("NodeRecord");
        byte[] oldWorkload = goldenOfFormat1("WorkloadRecord");
        NodeRecord node = new RecordCodec().decode(old, NodeRecord.class, 1);
        WorkloadRecord workload = new RecordCodec().decode(oldWorkload, WorkloadRecord.class, 1);
        put("mformat".getBytes(US_ASCII), "1".getBytes(US_ASCII));
        String event =
                "{'sequence':7,'at':'1970-01-01T00:00:00Z','kind':'NODE_LOST','subject':'"
                        + new UUID(0, 1)
                        + "','detail':null}";
        put(StoreKeys.event(7), event.replace('\'', '"').getBytes(UTF_8));
        put(StoreKeys.node(node.id()), old);
        put(StoreKeys.workload(workload.id()), oldWorkload);

        open().close();

        try (RocksStore store = open()) {
            assertThat(store.load().nodes()).containsExactly(node);
            assertThat(store.load().workloads()).containsExactly(workload);
            assertThat(store.load().events())
                    .singleElement()
                    .extracting(Event::sequence, Event::subject)
                    .containsExactly(7L, event(7).subject());
        }
    }

    @Test
    void namesWhatIsNotOfTheFormatItUpgrades() throws RocksDBException {
        open().close();
        put("mformat", "1");
        put("n1234567", "{}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining("damaged")
                .withMessageContaining("a record is not of format 1");
    }

    private static byte[] goldenOfFormat1(String type) throws IOException {
        try (InputStream stream =
                RecordCodec.class.getResourceAsStream("format-1-" + type + ".json")) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?", "0"})
    void refusesForeignDatabase(String format) throws RocksDBException {
        open().close();
        put("mformat", format);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining("damaged");
    }

    @Test
    void namesTheRecordThatCannotBeRead() throws RocksDBException {
        open().close();
        put("e1234567", "{}");

        try (RocksStore store = open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(store::load)
                    .withMessageContaining("record 6531323334353637")
                    .withMessageContaining("backup");
        }
    }

    @Test
    void refusesFileInPlaceOfFolder() throws IOException {
        Files.writeString(folder().path(), "not a folder");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining(folder().path().toString())
                .withMessageContaining("storage.data_dir");
    }

    @Test
    void cutsOffHalfWrittenEndOfLog() throws IOException {
        try (RocksStore store = open()) {
            store.commit(store.begin(), List.of(new Change.EventRecorded(event(1))));
            store.commit(store.begin(), List.of(new Change.EventRecorded(event(2))));
        }
        Path log = newest(".log");
        truncate(log, Files.size(log) - 5);

        try (RocksStore store = open()) {
            assertThat(store.load().lastEventSequence()).isEqualTo(1);
        }
    }

    @Test
    void refusesDamageInTheMiddleOfLog() throws IOException {
        try (RocksStore store = open()) {
            for (int i = 1; i <= 40; i++) {
                store.commit(store.begin(), List.of(new Change.EventRecorded(event(i))));
            }
        }
        Path log = newest(".log");
        flipByte(log, Files.size(log) / 2);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining("damaged")
                .withMessageContaining(folder().path().resolve("LOG") + " names the file");
        assertThat(Files.readString(folder().path().resolve("LOG")))
                .contains(log.getFileName().toString());
    }

    @Test
    void refusesDamagedTable() throws IOException {
        try (RocksStore store = open()) {
            store.commit(store.begin(), List.of(new Change.EventRecorded(event(1))));
        }
        open().close(); // recovery turns the log into a table
        Path table = newest(".sst");
        flipByte(table, 20);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> {
                    try (RocksStore store = open()) {
                        store.load();
                    }
                })
                .withMessageContaining("damaged")
                .withMessageContaining(table.getFileName().toString());
    }

    private static Event event(long sequence) {
        Subject node = new Subject.Node(new NodeId(new UUID(0, 1)));
        return new Event(
                sequence, Instant.EPOCH, Event.Kind.NODE_LOST, node, null, Caller.GATEWAY, null);
    }

    @Test
    void refusesWhatAnEarlierTermCommitsAndWritesNothingOfIt() {
        try (RocksStore store = open()) {
            Term first = store.begin();
            store.commit(first, List.of(new Change.EventRecorded(event(1))));
            Term second = store.begin();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(
                            () -> store.commit(first, List.of(new Change.EventRecorded(event(2)))))
                    .matches(StoreException::deposed)
                    .withMessageContaining("term 1 is over");

            store.commit(second, List.of(new Change.EventRecorded(event(3))));
        }
        try (RocksStore store = open()) {
            assertThat(store.load().events()).extracting(Event::sequence).containsExactly(1L, 3L);
        }
    }

    @Test
    void numbersTermsOverRestarts() {
        try (RocksStore store = open()) {
            assertThat(store.begin()).isEqualTo(new Term(1));
            assertThat(store.begin()).isEqualTo(new Term(2));
        }
        try (RocksStore store = open()) {
            assertThat(store.begin()).isEqualTo(new Term(3));
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
    }

    private StoreFolder folder() {
        return StoreFolder.under(dataDir);
    }

    private RocksStore open() {
        return RocksStore.open(folder(), MAX_EVENTS);
    }

    private void put(String key, String value) throws RocksDBException {
        put(key.getBytes(US_ASCII), value.getBytes(US_ASCII));
    }

    private void put(byte[] key, byte[] value) throws RocksDBException {
        try (Options options = new Options();
                RocksDB database = RocksDB.open(options, folder().path().toString())) {
            database.put(key, value);
        }
    }

    private Path newest(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder().path())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static void flipByte(Path file, long position) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(position);
            int value = open.read();
            open.seek(position);
            open.write(value ^ 0xff);
        }
    }
}
