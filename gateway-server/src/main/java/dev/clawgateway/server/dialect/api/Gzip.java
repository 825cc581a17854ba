package dev.clawgateway.server.dialect.api;

import dev.clawgateway.net.http.RouteAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Compresses answers. */
final class Gzip {
    private Gzip() {}

    /** Whether a client says that it takes it; one that says nothing does not. */
    static boolean accepted(String header) {
        for (String coding : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.split(";", -1);
            String name = parts[0].strip();
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
            }
        }
        return false;
    }

    static RouteAnswer compressed(RouteAnswer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] body = new byte[answer.body().remaining()];
        answer.body().duplicate().get(body);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EntityTags.encoded(
                RouteAnswer.of(answer.status(), answer.contentType(), bytes.toByteArray())
                        .with(answer.headers())
                        .with("Content-Encoding", "gzip"),
                "gzip");
    }
}
