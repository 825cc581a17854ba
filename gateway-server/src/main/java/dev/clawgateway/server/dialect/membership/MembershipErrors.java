package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.util.Locale;
import java.util.Map;

/** Errors as this dialect's clients know them. */
final class MembershipErrors implements ErrorForm {
    @Override
    public RouteAnswer error(int status, String detail, String path) {
        return body(status, title(status), detail);
    }

    /** A refused operation. */
    static RouteAnswer refusal(ErrorCode code, String detail) {
        return switch (code) {
            case NODE_NOT_FOUND -> body(404, "Node Not Found", detail);
            case INVALID_REQUEST -> body(400, title(400), detail);
            case CONFLICT -> body(409, title(409), detail);
            case PERMISSION_DENIED -> body(403, title(403), detail);
            case OVERLOADED, STORE_FULL, STORE_FAILED, AUDIT_FAILED, NO_CAPACITY ->
                    body(503, title(503), detail).with("Retry-After", "1");
            default -> body(500, title(500), detail);
        };
    }

    private static RouteAnswer body(int status, String title, String detail) {
        String code = title.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return RouteAnswer.json(
                status,
                MembershipJson.write(
                        new MembershipAnswer.Failed(false, title, detail, code, Map.of())));
    }

    /** As HTTP has it. */
    private static String title(int status) {
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
}
