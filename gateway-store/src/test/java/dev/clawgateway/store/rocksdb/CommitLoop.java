package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.store.RandomRecords;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A process to be killed: commits batch after batch and says the number of each one on standard
 * output once it is durable. Batch {@code n} has an event and {@link #WORKLOADS} workloads.
 */
final class CommitLoop {
    static final int WORKLOADS = 3;

    private CommitLoop() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        StoreFolder folder = StoreFolder.under(Path.of(arguments[0]));
        try (RocksStore store = RocksStore.open(folder, Integer.MAX_VALUE)) {
            long batch = store.load().lastEventSequence();
            Term term = store.begin();
            out.println("open");
            while (!out.checkError()) {
                batch++;
                store.commit(term, changes(batch));
                out.println(batch);
            }
        }
    }

    private static List<Change> changes(long batch) {
        List<Change> changes = new ArrayList<>();
        workloads(batch).forEach(workload -> changes.add(new Change.WorkloadSaved(workload)));
        changes.add(
                new Change.EventRecorded(
                        new Event(
                                batch,
                                Instant.EPOCH,
                                Event.Kind.WORKLOAD_SUBMITTED,
                                new Subject.Registry(Long.toString(batch)),
                                null,
                                Caller.GATEWAY,
                                null)));
        return changes;
    }

    /** The same in every process. */
    static List<WorkloadRecord> workloads(long batch) {
        RandomRecords records = new RandomRecords(new Random(batch));
        return Stream.generate(() -> records.next(WorkloadRecord.class)).limit(WORKLOADS).toList();
    }
}
