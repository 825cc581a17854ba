package dev.clawgateway.client.runner;

import dev.clawgateway.client.system.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives processes that were found without a journal their journal back. Ends none. */
final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final AttemptFolders folders;
    private final Map<AttemptId, Stray> unwritten = new HashMap<>();

    Adoption(AttemptFolders folders) {
        this.folders = folders;
    }

    /**
     * Those whose journals could not be mended, by attempt: what the journals lack has to be kept
     * in mind while they live.
     */
    Map<AttemptId, Stray> unwritten() {
        return unwritten;
    }

    /** Mends the journals; returns those that no attempt of this runner can stand for. */
    List<Stray> adopt(List<Stray> strays) {
        List<Stray> left = new ArrayList<>();
        for (Stray stray : strays) {
            if (!adopt(stray)) {
                left.add(stray);
            }
        }
        return left;
    }

    private boolean adopt(Stray stray) {
        AttemptFolder folder = folders.of(stray.attempt());
        Optional<ProcessGroup> known = folder.group();
        if (known.isPresent() || folder.outcome().isPresent() || folder.reported()) {
            return known.equals(Optional.of(stray.group())) && folder.outcome().isEmpty();
        } else if (!stray.led()) {
            return false;
        }
        try {
            restore(folder, stray);
            LOG.atWarn()
                    .addKeyValue("workload", stray.attempt().workload())
                    .addKeyValue("process", stray.process())
                    .addKeyValue("gpus", stray.gpus().numbers())
                    .log("found running without its folder; followed from now on");
            return true;
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("workload", stray.attempt().workload())
                    .addKeyValue("process", stray.process())
                    .addKeyValue("problem", e.getMessage())
                    .log("found running, and its folder cannot be mended");
            return Files.isDirectory(folder.path())
                    && unwritten.putIfAbsent(stray.attempt(), stray) == null;
        }
    }

    private static void restore(AttemptFolder folder, Stray stray) throws IOException {
        folder.begin();
        if (folder.gpus().devices().isEmpty()) {
            folder.writeLaunch(new Launch(List.of(), Map.of(), stray.gpus(), stray.container()));
        }
        if (stray.container() != null && !Files.exists(folder.containerCreated())) {
            Files.createFile(folder.containerCreated());
        }
        folder.claim();
        folder.writeGroup(stray.group());
    }
}
