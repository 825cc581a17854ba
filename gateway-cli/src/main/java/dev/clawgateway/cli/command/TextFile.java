package dev.clawgateway.cli.command;

import dev.clawgateway.server.config.source.PlainText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that people name in options, read as text. */
public final class TextFile {
    private TextFile() {}

    /**
     * Reads it all, without a byte order mark.
     *
     * @param option for the message to whoever named a file that cannot be read
     */
    public static String read(String option, Path file) {
        byte[] bytes = bytes(option, file);
        try {
            return PlainText.decode(bytes);
        } catch (CharacterCodingException _) {
            throw CommandException.usage(
                    option
                            + ": "
                            + file
                            + " is not UTF-8 text; save it as UTF-8 (it may be Latin-1 or binary)");
        }
    }

    private static byte[] bytes(String option, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandException.usage(option + ": cannot read " + file + ": " + why(file, e));
        }
    }

    /** What people call it; the exceptions of the file system say no more than the path. */
    private static String why(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            default -> Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
        };
    }
}
