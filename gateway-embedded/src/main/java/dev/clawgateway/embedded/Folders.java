package dev.clawgateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary folders. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private Folders() {}

    /** With all that is in it; what cannot be removed stays, and is told. */
    static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("failure", failure)
                    .log("a temporary folder could not be removed");
        }
    }
}
