package dev.clawgateway.server.config;

import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code [auth]}.
 *
 * @param enabled whether callers are asked who they are; null where nobody said: then they are,
 *     unless only this machine can reach the gateway
 * @param tokenSecret signs tokens; null for keys that the gateway makes and keeps itself
 * @param nextTokenSecret will sign them; tokens of it are good already
 * @param previousTokenSecret has signed them; tokens of it are still good
 * @param oidc whose tokens are good, too; null for nobody's
 */
public record AuthConfig(
        @Nullable Boolean enabled,
        @Nullable Secret tokenSecret,
        @Nullable Secret nextTokenSecret,
        @Nullable Secret previousTokenSecret,
        @Nullable OidcConfig oidc) {
    /** Fewer bytes could be guessed. */
    public static final int SHORTEST_SECRET = 32;

    static final AuthConfig DEFAULT = new AuthConfig(null, null, null, null, null);

    private static final int LONGEST_FILE = 64 * 1024;

    public AuthConfig {
        if (!Boolean.FALSE.equals(enabled)) {
            requireLong("token_secret", tokenSecret);
            requireLong("next_token_secret", nextTokenSecret);
            requireLong("previous_token_secret", previousTokenSecret);
            requireCurrent("next_token_secret", tokenSecret, nextTokenSecret);
            requireCurrent("previous_token_secret", tokenSecret, previousTokenSecret);
            requireDistinct(tokenSecret, nextTokenSecret, previousTokenSecret);
        }
    }

    private static void requireLong(String key, @Nullable Secret secret) {
        if (secret != null
                && secret.value().getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw problem(
                    key,
                    "must have at least "
                            + SHORTEST_SECRET
                            + " bytes; `openssl rand -base64 48` makes a good one");
        }
    }

    private static void requireCurrent(
            String key, @Nullable Secret current, @Nullable Secret secret) {
        if (secret != null && current == null) {
            throw problem(key, "needs auth.token_secret beside it");
        }
    }

    private static void requireDistinct(@Nullable Secret... secrets) {
        Stream<Secret> given = Stream.of(secrets).filter(Objects::nonNull);
        if (given.distinct().count() != Stream.of(secrets).filter(Objects::nonNull).count()) {
            throw problem(
                    "token_secret", "must differ from next_token_secret and previous_token_secret");
        }
    }

    /** Without the value: secrets are never shown. */
    private static ConfigException problem(String key, String text) {
        return new ConfigException(List.of(new ConfigProblem(null, "auth." + key, null, text)));
    }

    static AuthConfig read(Section section) {
        Boolean enabled = section.optionalFlag("enabled");
        OidcConfig oidc = OidcConfig.read(section.section("oidc"));
        return section.build(
                () ->
                        new AuthConfig(
                                enabled,
                                secret(section, "token_secret"),
                                secret(section, "next_token_secret"),
                                secret(section, "previous_token_secret"),
                                oidc),
                DEFAULT);
    }

    private static @Nullable Secret secret(Section section, String key) {
        Secret written = section.secret(key);
        Path file = section.optionalFile(key + "_file");
        if (file == null) {
            return written;
        }
        if (written != null) {
            throw problem(key + "_file", "stands beside auth." + key + "; remove one of them");
        }
        return fromFile(key + "_file", file);
    }

    private static Secret fromFile(String key, Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw problem(key, "is no secret: " + file + " is too large");
            }
            refuseOpen(key, file);
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw problem(key, file + " is empty");
            }
            return new Secret(text);
        } catch (IOException failure) {
            throw problem(key, "cannot read " + file + ": " + failure.getClass().getSimpleName());
        }
    }

    private static void refuseOpen(String key, Path file) throws IOException {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
            if (granted.contains(PosixFilePermission.OTHERS_READ)
                    || granted.contains(PosixFilePermission.OTHERS_WRITE)
                    || granted.contains(PosixFilePermission.GROUP_WRITE)) {
                throw problem(key, "others may read or change " + file + ": chmod 600 it");
            }
        } catch (UnsupportedOperationException _) {
            return; // no such permissions here
        }
    }
}
