package dev.clawgateway.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code [tls]}: both files in PEM form, or neither.
 *
 * @param certPath the certificate, followed by its chain
 * @param keyPath its private key, not encrypted
 * @param warnBefore how long before the end of a certificate people are told of it
 */
public record TlsConfig(@Nullable Path certPath, @Nullable Path keyPath, Duration warnBefore) {
    private static final int WARN_BEFORE_DAYS = 30;

    static final TlsConfig DEFAULT = new TlsConfig(null, null, Duration.ofDays(WARN_BEFORE_DAYS));

    public TlsConfig {
        if (certPath != null && keyPath == null) {
            throw new ConfigException(
                    "tls.cert_path",
                    Section.quoted(certPath.toString()),
                    "needs its private key; set tls.key_path as well, or neither");
        }
        if (keyPath != null && certPath == null) {
            throw new ConfigException(
                    "tls.key_path",
                    Section.quoted(keyPath.toString()),
                    "needs its certificate; set tls.cert_path as well, or neither");
        }
        requireReadable("tls.cert_path", certPath);
        requireReadable("tls.key_path", keyPath);
    }

    private static void requireReadable(String key, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new ConfigException(
                    key,
                    Section.quoted(file.toString()),
                    "no such file, or this user may not read it");
        }
    }

    /** Whether {@code https} and {@code wss} are served instead of {@code http} and {@code ws}. */
    public boolean enabled() {
        return certPath != null;
    }

    static TlsConfig read(Section section) {
        Path cert = section.optionalFile("cert_path");
        Path key = section.optionalFile("key_path");
        int days = section.integer("warn_before_days", WARN_BEFORE_DAYS, 0, 3650);
        return section.build(() -> new TlsConfig(cert, key, Duration.ofDays(days)), DEFAULT);
    }
}
