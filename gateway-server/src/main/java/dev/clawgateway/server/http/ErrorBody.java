package dev.clawgateway.server.http;

import dev.clawgateway.net.HttpApi.Answer;
import java.time.Instant;
import java.util.Locale;

/**
 * Errors in the form of the family a path belongs to. Each form has exactly the members that its
 * family's clients know.
 */
final class ErrorBody {
    private static final String JSON = "application/json";
    private static final int LONGEST_PATH = 200;

    private ErrorBody() {}

    static Answer of(int status, String detail, String path, Instant now) {
        if (isBelow("/api/cluster", path) || isBelow("/cluster", path)) {
            return Answer.text(status, JSON, membership(status, detail));
        } else if (isBelow("/api/v1", path)) {
            return Answer.text(status, "application/problem+json", problem(status, detail, path));
        }
        return Answer.text(status, JSON, root(status, detail, now));
    }

    private static boolean isBelow(String folder, String path) {
        return path.startsWith(folder)
                && (path.length() == folder.length()
                        || path.charAt(folder.length()) == '/'
                        || path.charAt(folder.length()) == '?');
    }

    private static String membership(int status, String detail) {
        return "{\"success\":false,\"error\":"
                + JsonText.quoted(title(status))
                + ",\"message\":"
                + JsonText.quoted(detail)
                + ",\"code\":"
                + JsonText.quoted(code(status).toUpperCase(Locale.ROOT))
                + ",\"details\":{}}";
    }

    /** RFC 9457, with the same detail once more for older clients. */
    private static String problem(int status, String detail, String path) {
        return "{\"type\":\"about:blank\",\"title\":"
                + JsonText.quoted(title(status))
                + ",\"status\":"
                + status
                + ",\"detail\":"
                + JsonText.quoted(detail)
                + ",\"instance\":"
                + JsonText.quoted(shortened(path))
                + ",\"code\":"
                + JsonText.quoted(code(status))
                + ",\"error\":"
                + JsonText.quoted(detail)
                + "}";
    }

    private static String root(int status, String detail, Instant now) {
        return "{\"error\":"
                + JsonText.quoted(detail)
                + ",\"status_code\":"
                + status
                + ",\"timestamp\":"
                + String.format(Locale.ROOT, "%.3f", now.toEpochMilli() / 1000.0)
                + "}";
    }

    /** As HTTP has it. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Request Entity Too Large";
            case 414 -> "Request-URI Too Long";
            case 426 -> "Upgrade Required";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> status >= 500 ? "Internal Server Error" : "Error";
        };
    }

    /** The stable word for it. */
    private static String code(int status) {
        return title(status).toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private static String shortened(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }
}
