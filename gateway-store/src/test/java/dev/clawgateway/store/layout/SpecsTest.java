package dev.clawgateway.store.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A spec is stored once, as long as a workload refers to it. */
class SpecsTest {
    private final Entries entries = new Entries();
    private Layout layout = new Layout(10);

    private static final class Entries implements EntryWriter {
        private final NavigableMap<byte[], byte[]> all = new TreeMap<>(Arrays::compareUnsigned);
        private final List<Byte> written = new ArrayList<>();

        @Override
        public void put(byte[] key, byte[] value) {
            written.add(key[0]);
            all.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            all.remove(key);
        }

        long count(byte kind) {
            return all.keySet().stream().filter(key -> key[0] == kind).count();
        }
    }

    private static Pending workload(int id, String image) {
        return Pending.submitted(
                new WorkloadId(new UUID(0, id)),
                new Origin(
                        new WorkloadSpec(image, List.of(), Map.of(), 1, 2, 3),
                        null,
                        null,
                        Instant.EPOCH,
                        null));
    }

    private void commit(Change... changes) {
        layout.write(List.of(changes), entries);
        layout.landed();
    }

    private Snapshot reread() {
        layout = new Layout(10);
        SnapshotReader reader = layout.reader();
        entries.all.forEach(reader::add);
        return reader.snapshot();
    }

    @Test
    void writesASpecWithItsFirstWorkloadOnly() {
        commit(new Change.WorkloadSaved(workload(1, "a")));
        commit(new Change.WorkloadSaved(workload(1, "a").waiting("for devices")));
        commit(
                new Change.WorkloadSaved(workload(2, "a")),
                new Change.WorkloadSaved(workload(3, "b")));

        assertThat(entries.written)
                .containsExactly(
                        StoreKeys.SPEC,
                        StoreKeys.WORKLOAD,
                        StoreKeys.WORKLOAD,
                        StoreKeys.WORKLOAD,
                        StoreKeys.SPEC,
                        StoreKeys.WORKLOAD);
        assertThat(reread().workloads())
                .containsExactly(
                        workload(1, "a").waiting("for devices"),
                        workload(2, "a"),
                        workload(3, "b"));
    }

    @Test
    void knowsAfterALoadWhatIsStored() {
        commit(new Change.WorkloadSaved(workload(1, "a")));
        entries.written.clear();

        reread();
        commit(
                new Change.WorkloadSaved(workload(1, "a").waiting("for devices")),
                new Change.WorkloadSaved(workload(2, "a")),
                new Change.WorkloadSaved(workload(3, "b")));

        assertThat(entries.written)
                .containsExactly(
                        StoreKeys.WORKLOAD, StoreKeys.WORKLOAD, StoreKeys.SPEC, StoreKeys.WORKLOAD);
        assertThat(reread().workloads()).hasSize(3);
    }

    @Test
    void forgetsASpecWithItsLastWorkload() {
        commit(
                new Change.WorkloadSaved(workload(1, "a")),
                new Change.WorkloadSaved(workload(2, "a")));

        commit(new Change.WorkloadForgotten(workload(1, "a").id()));
        assertThat(entries.count(StoreKeys.SPEC)).isEqualTo(1);
        reread();
        commit(new Change.WorkloadForgotten(workload(2, "a").id()));
        assertThat(entries.all).isEmpty();

        commit(new Change.WorkloadSaved(workload(3, "a")));
        assertThat(reread().workloads()).containsExactly(workload(3, "a"));
    }

    /** Nothing of a batch counts before it has landed: the next one may come without it. */
    @Test
    void writesAgainWhatHasNotLanded() {
        commit(new Change.WorkloadSaved(workload(1, "a")));
        NavigableMap<byte[], byte[]> before = new TreeMap<>(entries.all);

        layout.write(
                List.of(
                        new Change.WorkloadForgotten(workload(1, "a").id()),
                        new Change.WorkloadSaved(workload(2, "b")),
                        new Change.WorkloadSaved(workload(3, "a"))),
                entries);
        entries.all.clear();
        entries.all.putAll(before);
        commit(
                new Change.WorkloadSaved(workload(4, "b")),
                new Change.WorkloadSaved(workload(5, "a")));

        assertThat(reread().workloads())
                .containsExactly(workload(1, "a"), workload(4, "b"), workload(5, "a"));
        assertThat(entries.count(StoreKeys.SPEC)).isEqualTo(2);
        commit(
                new Change.WorkloadForgotten(workload(1, "a").id()),
                new Change.WorkloadForgotten(workload(4, "b").id()),
                new Change.WorkloadForgotten(workload(5, "a").id()));
        assertThat(entries.all).isEmpty();
    }

    @Test
    void saysWhichSpecIsNotThere() {
        commit(new Change.WorkloadSaved(workload(1, "a")));
        entries.all.remove(StoreKeys.spec(1));

        assertThatIllegalArgumentException()
                .isThrownBy(this::reread)
                .withMessage("workload: its spec, number 1, is not there");
    }
}
