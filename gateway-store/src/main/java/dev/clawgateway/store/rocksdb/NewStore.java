package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.store.failpoint.Failpoint;
import dev.clawgateway.store.failpoint.Failpoints;
import dev.clawgateway.store.layout.RestoredHistory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A store that comes to be from a copy: in a folder of its own beside the one it is for, which is
 * made durable and takes its place last. So whenever that is broken off, there is the whole store
 * in its place or none.
 */
final class NewStore {
    private static final int ALL_EVENTS = Integer.MAX_VALUE;

    private final StoreFolder target;
    private final StoreFaults faults;
    private final Path building;
    private final Consumer<String> progress;
    private final Failpoints failpoints = Failpoints.ofProcess();

    private NewStore(StoreFolder target, Consumer<String> progress) {
        this.target = target;
        this.progress = progress;
        faults = new StoreFaults(target.path());
        building = target.path().resolveSibling(target.path().getFileName() + "-coming");
    }

    /** What fills the folder that a store comes to be in. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /**
     * Makes one.
     *
     * @param origin in words, for the event that begins its history
     * @param now told by that event
     * @param keepCredentials whether those go on being good that were issued up to now. Some may
     *     have been taken back since the copy was made, of which it knows nothing
     * @return what it is
     * @throws StoreException when there is a store already, or the copy cannot be read whole
     */
    static StoreReport from(
            StoreFolder target,
            String origin,
            Instant now,
            boolean keepCredentials,
            Filling filling,
            Consumer<String> progress) {
        NewStore store = new NewStore(target, progress);
        try {
            store.refuseWhereOneIs();
            store.clear();
            filling.into(store.building);
            store.begin(origin, now, keepCredentials);
            StoreReport report = StoreCheck.of(store.coming(), progress);
            store.takePlace();
            return report;
        } catch (IOException failure) {
            throw store.faults.inaccessible("cannot be made: " + failure, failure);
        }
    }

    private StoreFolder coming() {
        return new StoreFolder(building, target.nativeLibrary());
    }

    private void refuseWhereOneIs() throws IOException {
        if (Files.exists(target.path())) {
            try (Stream<Path> files = Files.list(target.path())) {
                if (files.findAny().isPresent()) {
                    throw new StoreException(
                            "there is a store at "
                                    + target.path()
                                    + " already, which is not overwritten; stop its gateway and move"
                                    + " it aside first",
                            null);
                }
            }
        }
    }

    /** What a copy that was broken off has left is not gone on with. */
    private void clear() throws IOException {
        if (Files.exists(building)) {
            FolderLock.take(building, new StoreFaults(building)).close();
            Folders.delete(building);
        }
        coming().prepare(faults);
    }

    private void begin(String origin, Instant now, boolean keepCredentials) {
        try (RocksStore store = RocksStore.open(coming(), ALL_EVENTS)) {
            Snapshot before = store.load();
            List<Change> changes = new ArrayList<>(RestoredHistory.beginning(before, origin, now));
            if (!keepCredentials) {
                changes.add(takenBack(before.access(), now));
            }
            store.commit(store.begin(), changes);
        }
    }

    /** All that was given to anybody, also by a clock that was ahead of this one. */
    private static Change takenBack(AccessRegister access, Instant now) {
        Instant latest =
                Stream.of(
                                Stream.of(now),
                                access.credentials().stream()
                                        .map(record -> record.credential().issued()),
                                access.devices().stream().map(PairedDevice::latest),
                                access.revocations().stream()
                                        .filter(one -> one.what() == Revocation.Of.EVERYBODY)
                                        .map(Revocation::at))
                        .flatMap(Function.identity())
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        return new AccessChange.RevocationSaved(Revocation.ofEverybody(latest));
    }

    /** Its numbers of events and revisions go on beyond all that were ever given out. */
    static void beginHistory(RocksStore store, String origin, Instant now) {
        store.commit(store.begin(), RestoredHistory.beginning(store.load(), origin, now));
    }

    private void takePlace() throws IOException {
        progress.accept("making it durable");
        try (Stream<Path> files = Files.list(building)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                sync(file);
            }
        }
        sync(building);
        failpoints.reached(Failpoint.BEFORE_RENAME);
        Files.move(building, target.path(), StandardCopyOption.ATOMIC_MOVE);
        failpoints.reached(Failpoint.AFTER_RENAME);
        sync(target.path().resolveSibling("."));
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file)) {
            open.force(true);
        }
    }
}
