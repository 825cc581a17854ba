package dev.clawgateway.server.config;

import dev.clawgateway.server.audit.AuditLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code [audit]}.
 *
 * @param enabled whether an account is kept of changes and refusals
 * @param dir where its files are; null for a folder in the data folder
 */
public record AuditConfig(boolean enabled, @Nullable Path dir, AuditLimits limits) {
    static final AuditConfig DEFAULT = new AuditConfig(true, null, AuditLimits.DEFAULT);

    private static final long YEAR_SECONDS = Duration.ofDays(366).toSeconds();

    static AuditConfig read(Section section) {
        AuditLimits standard = AuditLimits.DEFAULT;
        return new AuditConfig(
                section.flag("enabled", DEFAULT.enabled),
                section.optionalPath("dir"),
                new AuditLimits(
                        section.number("max_file_bytes", standard.fileBytes(), 4096, 1L << 40),
                        section.seconds(
                                "max_age_secs", standard.fileAge().toSeconds(), 60, YEAR_SECONDS),
                        section.integer("keep_files", standard.keptFiles(), 0, 1_000_000)));
    }

    /** Where the files are. */
    public Path folder(StorageConfig storage) {
        return dir == null ? storage.dataDir().resolve("audit") : dir;
    }
}
