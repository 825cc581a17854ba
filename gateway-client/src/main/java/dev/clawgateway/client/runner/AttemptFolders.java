package dev.clawgateway.client.runner;

import dev.clawgateway.client.system.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of all attempts. */
final class AttemptFolders {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptFolders.class);

    private final Path root;
    private final Disk disk;

    AttemptFolders(Path root, Disk disk) {
        this.disk = disk;
        this.root = root;
    }

    Path root() {
        return root;
    }

    AttemptFolder of(AttemptId id) {
        return new AttemptFolder(root.resolve(id.folderName()), disk);
    }

    /** In the order of their names; none where the folder cannot be read. */
    List<AttemptId> all() {
        try (Stream<Path> paths = Files.list(root)) {
            return paths.sorted()
                    .map(path -> AttemptId.ofFolder(path.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("attempts of earlier agents cannot be found");
            return List.of();
        }
    }

    /** Removes what ended before {@code limit} and was reported. */
    void prune(Instant limit) {
        for (AttemptId id : all()) {
            AttemptFolder folder = of(id);
            try {
                FileTime reported = folder.reportedAt();
                if (reported != null && reported.toInstant().isBefore(limit)) {
                    folder.delete();
                }
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("folder", folder.path())
                        .setCause(e)
                        .log("old attempt not removed");
            }
        }
    }
}
