package dev.clawgateway.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text that a person wrote with whatever editor: UTF-8, or UTF-16 where the file says so. */
final class TextFile {
    private static final char MARK = '\uFEFF';

    private TextFile() {}

    /**
     * Reads it all, without a byte order mark.
     *
     * @param option for the message to whoever named a file that cannot be read
     */
    static String read(String option, Path file) {
        byte[] bytes = bytes(option, file);
        try {
            String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw CommandException.usage(
                    option
                            + ": "
                            + file
                            + " is not UTF-8 text; save it as UTF-8 (it may be Latin-1 or binary)");
        }
    }

    private static Charset charset(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return first == 0xFEFF || first == 0xFFFE
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
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
