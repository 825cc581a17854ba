package dev.clawgateway.store.rocksdb;

import dev.clawgateway.core.cluster.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose the files of a store are. Somebody else's, which root may open too, would come to be owned
 * by two, and could not be opened any more by whom they belong to.
 */
final class FileOwners {
    /** Belongs to the user that this process runs as. */
    private static final Path SELF = Path.of("/proc/self");

    private FileOwners() {}

    /** Throws {@link StoreException} when any of them is not this user's. */
    static void check(Path folder, StoreFaults faults) throws IOException {
        if (!Files.exists(SELF)) {
            return; // cannot be known
        }
        UserPrincipal own = Files.getOwner(SELF);
        List<Path> files = new ArrayList<>(List.of(folder));
        if (Files.isReadable(folder)) {
            try (Stream<Path> within = Files.list(folder)) {
                within.forEach(files::add);
            }
        }
        for (Path file : files) {
            UserPrincipal owner = Files.getOwner(file);
            if (!owner.equals(own)) {
                throw faults.ofAnother(file, owner.getName(), own.getName());
            }
        }
    }
}
