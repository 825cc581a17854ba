package dev.clawgateway.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line of the log, for whoever reads it. */
public final class AuditLine {
    private final ReadLine line;
    private final String text;

    private AuditLine(ReadLine line, String text) {
        this.line = line;
        this.text = text;
    }

    /** Reads a file; what is no line of a log is left out. */
    public static void read(Path file, Consumer<AuditLine> told) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read != '\n') {
                    bytes.write(read);
                    continue;
                }
                AuditLine line = of(bytes.toByteArray());
                if (line != null) {
                    told.accept(line);
                }
                bytes.reset();
            }
        }
    }

    /** Null for what is no line of a log. */
    static @Nullable AuditLine of(byte[] bytes) {
        ReadLine line = ReadLine.of(bytes);
        return line == null ? null : new AuditLine(line, new String(bytes, UTF_8));
    }

    /** Counted from 1 over all files. */
    public long number() {
        return line.number();
    }

    /** As it stands in the file. */
    public String text() {
        return text;
    }

    /** Of a member that is a text; empty where there is none. */
    public String said(String member) {
        return line.said().path(member).asString("");
    }

    public String kind() {
        return line.kind();
    }

    /** Null where it is not readable. */
    public @Nullable Instant time() {
        try {
            return Instant.parse(said("time"));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Who it was, as far as anybody knows: by name, else by address. */
    public String who() {
        String name = said("who");
        return name.isEmpty() ? said("address") : name;
    }

    /** What it was about, in words. */
    public String about() {
        String kind = said("about");
        String id = said("id");
        return id.isEmpty() ? kind : kind + " " + id;
    }

    /** What was before and after, and why. */
    public String details() {
        StringBuilder words = new StringBuilder();
        line.said()
                .path("after")
                .properties()
                .forEach(fact -> {
                    String before = line.said().path("before").path(fact.getKey()).asString("");
                    words.append(words.isEmpty() ? "" : ", ").append(fact.getKey()).append(": ");
                    words.append(before.isEmpty() ? "" : before + " -> ")
                            .append(fact.getValue().asString(""));
                });
        line.said()
                .path("before")
                .properties()
                .forEach(fact -> {
                    if (line.said().path("after").path(fact.getKey()).isMissingNode()) {
                        words.append(words.isEmpty() ? "" : ", ")
                                .append(fact.getKey())
                                .append(": ");
                        words.append(fact.getValue().asString("")).append(" -> none");
                    }
                });
        String why = said("why");
        return words.append(words.isEmpty() || why.isEmpty() ? "" : "; ").append(why).toString();
    }
}
