package dev.clawgateway.store.powerloss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.store.ModelState;
import dev.clawgateway.store.RandomChanges;
import dev.clawgateway.store.rocksdb.RocksStore;
import dev.clawgateway.store.rocksdb.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine loses its power again and again while a real store is written to. {@code
 * -Dclaw.cuts=10000} and {@code -Dclaw.seed=1} say how often and how.
 */
class PowerLossTest {
    private static final int MAX_EVENTS = 50;
    private static final int CUTS_A_LIFE = 150;
    private static final int LIVES_A_FOLDER = 2;
    private static final int WRITES = 200;

    private final long seed = Long.getLong("claw.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    @TempDir private Path folder;

    /** In memory where there is such a place: what is left is read, and not to outlive anything. */
    private Path left;

    private int cuts;
    private int landed;

    @BeforeEach
    void begin() throws IOException {
        Path memory = Path.of("/dev/shm");
        left = Files.createTempDirectory(Files.isWritable(memory) ? memory : folder, "power-loss");
    }

    @AfterEach
    void end() throws IOException {
        delete(left);
    }

    @Test
    void losesNothingThatWasAcknowledged() throws IOException {
        int wanted = Integer.getInteger("claw.cuts", 200);
        for (int run = 0; cuts < wanted; run++) {
            ModelState model = new ModelState(MAX_EVENTS);
            RandomChanges changes = new RandomChanges(random);
            StoreFolder store = StoreFolder.under(folder.resolve("store-" + run));
            for (int life = 0; life < LIVES_A_FOLDER && cuts < wanted; life++) {
                Path files = folder.resolve("files-" + run + "-" + life);
                cut(Life.of(store, MAX_EVENTS, WRITES, model, changes, random, files), wanted);
                delete(files);
            }
            delete(store.path());
        }
        System.out.printf(
                "power lost %d times with seed %d; in %d of them the write under way was whole%n",
                cuts, seed, landed);
        assertThat(landed).as("both outcomes occurred").isBetween(1, cuts - 1);
    }

    private void cut(Life life, int wanted) throws IOException {
        PowerLoss loss = new PowerLoss(life, random);
        List<Integer> moments = loss.moments();
        for (int i = 0; i < CUTS_A_LIFE && cuts < wanted; i++) {
            int moment = moments.get(random.nextInt(moments.size()));
            StoreFolder store = StoreFolder.under(left);
            String how = "seed %d, %s".formatted(seed, loss.after(moment, store.path()));

            Snapshot found = open(store, how);

            Snapshot acknowledged = life.moments().get(moment).state();
            Snapshot next = life.moments().get(moment + 1).state();
            if (found.equals(next) && !found.equals(acknowledged)) {
                landed++;
            } else {
                assertThat(found).as(how).isEqualTo(acknowledged);
            }
            cuts++;
            delete(store.path());
        }
    }

    private static Snapshot open(StoreFolder left, String how) {
        try (RocksStore store = RocksStore.open(left, MAX_EVENTS)) {
            return store.load();
        } catch (StoreException refused) {
            throw new AssertionError(how, refused);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
