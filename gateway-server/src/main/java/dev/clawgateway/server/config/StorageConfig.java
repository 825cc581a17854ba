package dev.clawgateway.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code [storage]}.
 *
 * @param dataDir everything the gateway writes is below; relative to the working folder
 * @param maxEvents events kept; older ones are dropped
 * @param backupDir where copies of the store go; null for a folder in the data folder
 * @param exitOnFailure whether the daemon ends when its store has failed
 */
public record StorageConfig(
        Path dataDir, int maxEvents, @Nullable Path backupDir, boolean exitOnFailure) {
    static final StorageConfig DEFAULT = new StorageConfig(Path.of("claw-gateway-data"), 100_000);

    /** With copies in the data folder. */
    public StorageConfig(Path dataDir, int maxEvents) {
        this(dataDir, maxEvents, null, false);
    }

    static StorageConfig read(Section section) {
        return new StorageConfig(
                section.path("data_dir", DEFAULT.dataDir),
                section.integer("max_events", DEFAULT.maxEvents, 1000, 10_000_000),
                section.optionalPath("backup_dir"),
                section.flag("exit_on_failure", false));
    }

    /** Where copies of the store go. */
    public Path copies() {
        return backupDir == null ? dataDir.resolve("backups") : backupDir;
    }
}
