package dev.clawgateway.server.http;

import java.util.Locale;

/** HTTP's words for its status codes. */
final class StatusWords {
    private StatusWords() {}

    /** As HTTP has it. */
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Request Entity Too Large";
            case 414 -> "Request-URI Too Long";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> status >= 500 ? "Internal Server Error" : "Error";
        };
    }

    /** The stable word for it. */
    static String code(int status) {
        return title(status).toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
