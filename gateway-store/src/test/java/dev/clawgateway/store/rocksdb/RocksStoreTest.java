package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.DiscoveryChange;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.MembershipChange;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.DiscoveryStanding;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.membership.OwnEntry;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.store.ModelState;
import dev.clawgateway.store.RandomRecords;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is there again. */
class RocksStoreTest {
    private StoreOnDisk disk;

    @BeforeEach
    void onDisk(@TempDir Path folder) {
        disk = new StoreOnDisk(folder);
    }

    @Test
    void startsEmptyInFolderOfItsOwner() throws IOException {
        try (RocksStore store = disk.open()) {
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(disk.folder().path())))
                .isEqualTo("rwx------");
    }

    @Test
    void keepsWhatTheModelKeeps() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ModelState model = new ModelState(StoreOnDisk.MAX_EVENTS);
        MemoryStore memory = new MemoryStore(StoreOnDisk.MAX_EVENTS);
        Wishes wishes = new Wishes(random);

        for (int life = 0; life < 4; life++) {
            try (RocksStore store = disk.open()) {
                for (int batch = 0; batch < 50; batch++) {
                    List<Change> changes = wishes.batch();
                    store.commit(store.begin(), changes);
                    memory.commit(memory.begin(), changes);
                    model.apply(changes);
                }
            }
            try (RocksStore store = disk.open()) {
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
                default -> new Change.EventRecorded(StoreOnDisk.event(++sequence));
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
        try (RocksStore store = disk.open()) {
            for (int i = 1; i <= 70; i++) {
                store.commit(
                        store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(i))));
            }
            assertThat(store.load().events()).hasSize(StoreOnDisk.MAX_EVENTS);
        }
        try (RocksStore store = RocksStore.open(disk.folder(), 10)) {
            assertThat(store.load().events())
                    .extracting(Event::sequence)
                    .startsWith(61L)
                    .hasSize(10);
            assertThat(store.load().lastEventSequence()).isEqualTo(70);
        }
    }

    @Test
    void refusesStoreThatThisProcessHolds() {
        try (RocksStore _ = disk.open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(disk::open)
                    .withMessageContaining(disk.folder().path().toString())
                    .withMessageContaining("in use")
                    .withMessageContaining("storage.data_dir");
        }
    }

    @Test
    void refusesWhatAnEarlierTermCommitsAndWritesNothingOfIt() {
        try (RocksStore store = disk.open()) {
            Term first = store.begin();
            store.commit(first, List.of(new Change.EventRecorded(StoreOnDisk.event(1))));
            Term second = store.begin();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            store.commit(
                                    first, List.of(new Change.EventRecorded(StoreOnDisk.event(2)))))
                    .matches(StoreException::deposed)
                    .withMessageContaining("term 1 is over");

            store.commit(second, List.of(new Change.EventRecorded(StoreOnDisk.event(3))));
        }
        try (RocksStore store = disk.open()) {
            assertThat(store.load().events()).extracting(Event::sequence).containsExactly(1L, 3L);
        }
    }

    @Test
    void numbersTermsOverRestarts() {
        try (RocksStore store = disk.open()) {
            assertThat(store.begin()).isEqualTo(new Term(1));
            assertThat(store.begin()).isEqualTo(new Term(2));
        }
        try (RocksStore store = disk.open()) {
            assertThat(store.begin()).isEqualTo(new Term(3));
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
        }
    }
}
