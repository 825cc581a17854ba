package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file for a secret, readable by nobody else from its beginning. There before the secret is
 * made, so that none is made in vain; gone again when nothing was kept in it.
 */
final class SecretFile implements AutoCloseable {
    private final String option;
    private final Path path;
    private final FileChannel file;
    private boolean kept;

    private SecretFile(String option, Path path, FileChannel file) {
        this.option = option;
        this.path = path;
        this.file = file;
    }

    /** One that is not there yet; any other ends the command. */
    static SecretFile create(String option, Path path) {
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            return new SecretFile(option, path, file);
        } catch (FileAlreadyExistsException _) {
            throw CommandException.usage(
                    option + ": " + path + " is there already, and is not replaced");
        } catch (NoSuchFileException _) {
            throw CommandException.usage(option + ": there is no folder for " + path);
        } catch (IOException e) {
            throw CommandException.usage(option + ": cannot make " + path + ": " + e.getMessage());
        }
    }

    /** Keeps the secret, and a line's end. */
    void keep(String secret) {
        ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            kept = true;
        } catch (IOException e) {
            throw CommandException.failure(
                    option + ": cannot write " + path + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            file.close();
            if (!kept) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw CommandException.failure(option + ": " + path + ": " + e.getMessage());
        }
    }
}
