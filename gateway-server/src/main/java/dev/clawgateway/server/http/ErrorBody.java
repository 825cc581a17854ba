package dev.clawgateway.server.http;

import dev.clawgateway.server.net.HttpApi.Answer;
import java.time.Instant;

/** Errors in the form of the family a path belongs to. */
final class ErrorBody {
    private static final String JSON = "application/json";
    private static final int LONGEST_PATH = 200;

    private ErrorBody() {}

    static Answer of(int status, String word, String detail, String path, Instant now) {
        if (path.equals("/api/cluster")
                || path.startsWith("/api/cluster/")
                || path.equals("/cluster")
                || path.startsWith("/cluster/")) {
            return Answer.text(status, JSON, membership(status, word, detail));
        } else if (path.equals("/api/v1") || path.startsWith("/api/v1/")) {
            return Answer.text(
                    status, "application/problem+json", problem(status, word, detail, path));
        }
        return Answer.text(status, JSON, root(status, detail, now));
    }

    private static String membership(int status, String word, String detail) {
        return "{\"success\":false,\"error\":"
                + JsonText.quoted(word)
                + ",\"message\":"
                + JsonText.quoted(detail)
                + ",\"code\":"
                + status
                + ",\"details\":null}";
    }

    /** RFC 9457. */
    private static String problem(int status, String word, String detail, String path) {
        return "{\"type\":\"about:blank\",\"title\":"
                + JsonText.quoted(word)
                + ",\"status\":"
                + status
                + ",\"detail\":"
                + JsonText.quoted(detail)
                + ",\"instance\":"
                + JsonText.quoted(shortened(path))
                + "}";
    }

    private static String root(int status, String detail, Instant now) {
        return "{\"error\":"
                + JsonText.quoted(detail)
                + ",\"status_code\":"
                + status
                + ",\"timestamp\":"
                + JsonText.quoted(now.toString())
                + "}";
    }

    static String shortened(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }
}
