package dev.clawgateway.server.cost;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.layout.EntryWriter;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes and CPU time of a workload's life in the store. Reports and does not judge, so no run of
 * all tests includes it: see docs/benchmarks.md.
 */
class StoreCost {
    private static final int LIVES = 2000;
    private static final int MAX_EVENTS = 100_000;
    private static final int ROUNDS = 9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int lives = Integer.getInteger("lives", LIVES);

    @TempDir private Path folder;

    /** A line of CSV for each thing to ask for, each measured twice and told once. */
    @Test
    void report() throws IOException {
        System.out.println(
                "asked,entry_bytes,event_bytes,forgetting_bytes,log_bytes,kept_on_disk_bytes,"
                        + "forgotten_on_disk_bytes,encode_us,commit_us,load_us");
        for (Lives.Ask ask : Lives.Ask.values()) {
            measured(ask, folder.resolve(ask + "-cold"));
        }
        for (Lives.Ask ask : Lives.Ask.values()) {
            System.out.println(measured(ask, folder.resolve(ask.name())));
        }
    }

    private String measured(Lives.Ask ask, Path data) throws IOException {
        List<List<Change>> batches = new ArrayList<>();
        Lives all = new Lives();
        batches.add(all.begin());
        for (int i = 0; i < lives; i++) {
            batches.addAll(all.life(i, ask));
        }
        List<Change> forgetting = all.forget();
        Counted counted = counted(batches, forgetting);
        double encode = encodeMicros(batches);
        double commit = commitMicros(data, batches);
        long log = bytes(data, ".log");
        long kept = tables(data);
        double load = loadMicros(data);
        batches.add(forgetting);
        Path emptied = data.resolve("forgotten");
        commitMicros(emptied, batches);
        long forgotten = tables(emptied);
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%d,%d,%d,%.2f,%.2f,%.2f",
                ask.name().toLowerCase(Locale.ROOT),
                counted.bytes / lives,
                counted.events / lives,
                counted.later / lives,
                log / lives,
                kept / lives,
                forgotten / lives,
                encode / lives,
                commit / lives,
                load / lives);
    }

    private static RocksStore open(Path data) {
        return RocksStore.open(StoreFolder.under(data), MAX_EVENTS);
    }

    /** Bytes of keys and values that are put, those of deleted keys too. */
    private static final class Counted implements EntryWriter {
        private long bytes;
        private long events;
        private long later;
        private boolean over;

        @Override
        public void put(byte[] key, byte[] value) {
            add(key, key.length + value.length);
        }

        @Override
        public void delete(byte[] key) {
            add(key, key.length);
        }

        private void add(byte[] key, int length) {
            if (over) {
                later += length;
            } else {
                bytes += length;
                events += key[0] == 'e' ? length : 0;
            }
        }
    }

    private static Counted counted(List<List<Change>> batches, List<Change> forgetting) {
        Counted counted = new Counted();
        Layout layout = new Layout(MAX_EVENTS);
        batches.forEach(batch -> write(layout, batch, counted));
        counted.over = true;
        write(layout, forgetting, counted);
        return counted;
    }

    private static void write(Layout layout, List<Change> batch, EntryWriter out) {
        layout.write(batch, out);
        layout.landed();
    }

    /** The median of what all lives take to be written down, once warm. */
    private double encodeMicros(List<List<Change>> batches) {
        double[] rounds = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            Layout layout = new Layout(MAX_EVENTS);
            Counted out = new Counted();
            long before = threads.getCurrentThreadCpuTime();
            batches.forEach(batch -> write(layout, batch, out));
            if (round >= 0) {
                rounds[round] = micros(before);
            }
        }
        return median(rounds);
    }

    private double micros(long before) {
        return (threads.getCurrentThreadCpuTime() - before) / 1e3;
    }

    private static double median(double[] rounds) {
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }

    /** In a store, each batch made durable. */
    private double commitMicros(Path data, List<List<Change>> batches) throws IOException {
        Files.createDirectories(data);
        try (RocksStore store = open(data)) {
            store.load();
            Term term = store.begin();
            long before = threads.getCurrentThreadCpuTime();
            batches.forEach(batch -> store.commit(term, batch));
            return micros(before);
        }
    }

    private double loadMicros(Path data) {
        double[] rounds = new double[ROUNDS];
        try (RocksStore store = open(data)) {
            for (int round = -ROUNDS; round < ROUNDS; round++) {
                long before = threads.getCurrentThreadCpuTime();
                store.load();
                if (round >= 0) {
                    rounds[round] = micros(before);
                }
            }
        }
        return median(rounds);
    }

    /** Bytes of the table that the log becomes: of each record the last that was written. */
    private static long tables(Path data) throws IOException {
        open(data).close();
        return bytes(data, ".sst");
    }

    private static long bytes(Path data, String ending) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(StoreFolder.under(data).path())) {
            for (Path file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
