package dev.clawgateway.server.access.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own keys beside its store: a JWK set that only its user may read. Belongs to
 * backups, and to nothing else.
 */
public final class KeyFile {
    /** In the data folder. */
    public static final String NAME = "auth.keys";

    private static final Set<PosixFilePermission> OURS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(OURS);

    private final Path file;

    private KeyFile(Path file) {
        this.file = file;
    }

    public static KeyFile in(Path dataDir) {
        return new KeyFile(dataDir.resolve(NAME));
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * The keys in it.
     *
     * @throws IOException also when others may read it, or it is damaged; says what to do
     */
    public KeySet read() throws IOException {
        refuseOpen(file);
        try {
            JWKSet set = JWKSet.parse(Files.readString(file));
            SigningKey current = key(set, "current");
            if (current == null) {
                throw new ParseException("no current key", 0);
            }
            return new KeySet(current, key(set, "next"), key(set, "previous"));
        } catch (ParseException | IllegalArgumentException damaged) {
            throw new IOException(
                    file
                            + " is damaged: restore it from a backup, or remove it: then all tokens"
                            + " are void, and a new key is made at the next start");
        }
    }

    /** Refuses a file with secrets that others than its user and group may read, or may change. */
    public static void refuseOpen(Path file) throws IOException {
        Set<PosixFilePermission> granted;
        try {
            granted = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException _) {
            return; // no such permissions here
        }
        if (granted.contains(PosixFilePermission.OTHERS_READ)
                || granted.contains(PosixFilePermission.OTHERS_WRITE)
                || granted.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IOException(
                    file + " holds secrets, and others may read or change it: chmod 600 it");
        }
    }

    /** Makes these the keys in it, durably. */
    public void write(KeySet keys) throws IOException {
        writePrivately(file, text(keys));
    }

    /** Makes this the text of a file that only this user may read, durably, whole or not at all. */
    public static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PRIVATE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static String text(KeySet keys) {
        List<JWK> all = new ArrayList<>();
        Map<String, Object> roles = new LinkedHashMap<>();
        add("current", keys.current(), all, roles);
        add("next", keys.next(), all, roles);
        add("previous", keys.previous(), all, roles);
        return new JWKSet(all, roles).toString(false) + "\n";
    }

    private static void add(
            String role, @Nullable SigningKey key, List<JWK> all, Map<String, Object> roles) {
        if (key != null) {
            roles.put(role, key.id());
            all.add(
                    new OctetSequenceKey.Builder(key.secret())
                            .keyID(key.id())
                            .algorithm(JWSAlgorithm.HS256)
                            .keyUse(KeyUse.SIGNATURE)
                            .build());
        }
    }

    private static @Nullable SigningKey key(JWKSet set, String role) throws ParseException {
        Object id = set.getAdditionalMembers().get(role);
        if (id == null) {
            return null;
        }
        if (id instanceof String text && set.getKeyByKeyId(text) instanceof OctetSequenceKey key) {
            SigningKey found = SigningKey.of(key.toByteArray());
            if (found.id().equals(text)) {
                return found;
            }
        }
        throw new ParseException("no key for " + role, 0);
    }
}
