package dev.clawgateway.store.powerloss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.ModelState;
import dev.clawgateway.store.RandomChanges;
import dev.clawgateway.store.log.LogNote;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One process on a real store, from opening to the end, watched from outside: which bytes were
 * there whenever it said that something is durable.
 *
 * @param files what its folder held at the end, before it was closed
 * @param log the one that it wrote to
 * @param moments the first when it was opened, the others after a write each
 */
record Life(Path files, String log, List<Moment> moments) {
    private static final int LARGE_ONE_IN = 10;
    private static final int LARGE = 150;
    private static final int ASKED_ONE_IN = 3;

    /**
     * Lives it.
     *
     * @param model what is stored, before and after
     * @param files made by this
     */
    static Life of(
            StoreFolder folder,
            int maxEvents,
            int writes,
            ModelState model,
            RandomChanges changes,
            Random random,
            Path files)
            throws IOException {
        List<Moment> moments = new ArrayList<>();
        try (RocksStore store = RocksStore.open(folder, maxEvents)) {
            store.load();
            Term term = store.begin();
            Path log = log(folder.path());
            boolean told = DirtyPages.toldIn(folder.path());
            List<String> others = others(folder.path());
            moments.add(moment(folder, log, told, model, true));
            boolean asked = true;
            for (int i = 0; i < writes; i++) {
                List<Change> batch = batch(changes, random);
                store.commit(term, batch);
                model.apply(batch);
                // What a cut is held against is the state before a write, and after it.
                boolean next = random.nextInt(ASKED_ONE_IN) == 0;
                moments.add(moment(folder, log, told, model, asked || next));
                asked = next;
            }
            assertThat(others(folder.path())).as("only the log is written to").isEqualTo(others);
            copy(folder.path(), files);
            return new Life(files, log.getFileName().toString(), moments);
        }
    }

    private static List<Change> batch(RandomChanges changes, Random random) {
        List<Change> batch = new ArrayList<>();
        int parts = random.nextInt(LARGE_ONE_IN) == 0 ? LARGE : 1;
        for (int i = 0; i < parts || batch.stream().noneMatch(Change::durable); i++) {
            batch.addAll(changes.batch());
        }
        return batch;
    }

    private static Moment moment(
            StoreFolder folder, Path log, boolean told, ModelState model, boolean asked)
            throws IOException {
        if (told) {
            assertThat(DirtyPages.of(log))
                    .as("pages of the log that are not on disk")
                    .isEqualTo(OptionalLong.of(0));
        }
        return new Moment(
                Files.size(log),
                ByteBuffer.wrap(Files.readAllBytes(folder.path().resolve(LogNote.FILE))),
                asked ? model.snapshot() : null);
    }

    private static Path log(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** What is written to once a process, but for its diary. */
    private static List<String> others(Path folder) throws IOException {
        List<String> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".log") && !name.equals(LogNote.FILE) && !name.equals("LOG")) {
                    others.add(name + " " + Files.size(file));
                }
            }
        }
        return others;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
