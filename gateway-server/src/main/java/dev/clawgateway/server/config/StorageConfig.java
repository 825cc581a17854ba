package dev.clawgateway.server.config;

import java.nio.file.Path;

/**
 * {@code [storage]}.
 *
 * @param dataDir everything the gateway writes is below; relative to the working folder
 * @param maxEvents events kept; older ones are dropped
 */
public record StorageConfig(Path dataDir, int maxEvents) {
    static final StorageConfig DEFAULT = new StorageConfig(Path.of("claw-gateway-data"), 100_000);

    static StorageConfig read(Section section) {
        return new StorageConfig(
                section.path("data_dir", DEFAULT.dataDir),
                section.integer("max_events", DEFAULT.maxEvents, 1000, 10_000_000));
    }
}
