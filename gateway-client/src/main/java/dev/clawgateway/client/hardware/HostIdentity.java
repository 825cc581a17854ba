package dev.clawgateway.client.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which machine this is, and which start of it, so that a copied state folder is noticed.
 *
 * @param machineId made from the machine's own id, which is not for others to see (machine-id(5));
 *     null when it has none
 * @param bootId null when it cannot be read
 */
public record HostIdentity(@Nullable String machineId, @Nullable String bootId) {
    private static final String SALT = "claw-gateway node ";

    /** This machine. */
    public static HostIdentity detect() {
        return read(Path.of("/etc/machine-id"), Path.of("/proc/sys/kernel/random/boot_id"));
    }

    static HostIdentity read(Path machineId, Path bootId) {
        String machine = text(machineId);
        return new HostIdentity(machine == null ? null : hash(machine), text(bootId));
    }

    private static @Nullable String text(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException _) {
            return null;
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((SALT + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
