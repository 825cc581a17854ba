package dev.clawgateway.simulation.node;

import dev.clawgateway.simulation.node.files.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The agent's folder on its machine's disk, and what befalls it. */
final class HostFolder {
    private static final String FOLDER = "/var/lib/claw-gateway-agent";
    private static final String CREDENTIAL = "credential.json";

    private final Volume volume;
    private Volume.@Nullable Image earlier;

    /** On a disk on which nothing is yet. */
    HostFolder(Volume volume) {
        this.volume = volume;
        install();
    }

    /** What is there before the agent comes, however full the disk is. */
    private void install() {
        Volume.Room room = volume.room();
        volume.room(Volume.Room.PLENTY);
        Path above = path().getParent();
        try {
            Files.createDirectories(above);
            for (Path path = above; path != null; path = path.getParent()) {
                volume.sync(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            volume.room(room);
        }
    }

    Volume volume() {
        return volume;
    }

    Path path() {
        return volume.getPath(FOLDER);
    }

    /** Puts a credential in place of the agent's own; not where there is no room for it. */
    void lay(String credential) {
        Path folder = path();
        Path file = folder.resolve(CREDENTIAL);
        try {
            Files.createDirectories(folder);
            Files.write(file, credential.getBytes(StandardCharsets.UTF_8));
            volume.sync(file);
            volume.sync(folder);
        } catch (IOException _) {
            // A full disk: whoever brought it comes again.
        }
    }

    /** The agent's credential; null where it has none. */
    @Nullable String credential() {
        try {
            Path file = path().resolve(CREDENTIAL);
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return null;
        }
    }

    /** Puts aside what it holds, for {@link #restore}. */
    void backUp() {
        earlier = volume.image();
    }

    /** The same, unless something is put aside already. */
    void backUpOnce() {
        if (earlier == null) {
            backUp();
        }
    }

    boolean backedUp() {
        return earlier != null;
    }

    /** It is what it was when it was put aside, if ever. */
    void restore() {
        if (earlier != null) {
            volume.become(earlier);
        }
    }

    /** It is a copy of another machine's. */
    void become(HostFolder other) {
        volume.become(other.volume.image());
    }

    /** What was not synced is gone. */
    void losePower(RandomGenerator dice) {
        volume.losePower(dice);
    }

    /** All of it is gone. */
    void lose() {
        volume.wipe();
        install();
    }

    void fill(Volume.Room room) {
        volume.room(room);
    }
}
