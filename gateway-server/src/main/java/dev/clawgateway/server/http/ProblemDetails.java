package dev.clawgateway.server.http;

import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.RouteAnswer;

/** Errors of the gateway's own API: RFC 9457, with the detail once more for older clients. */
final class ProblemDetails implements ErrorForm {
    private static final int LONGEST_PATH = 200;

    @Override
    public RouteAnswer error(int status, String detail, String path) {
        Body body =
                new Body(
                        "about:blank",
                        StatusWords.title(status),
                        status,
                        detail,
                        shortened(path),
                        StatusWords.code(status),
                        detail);
        return RouteAnswer.of(status, "application/problem+json", Json.utf8(body));
    }

    private static String shortened(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }

    private record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String error) {}
}
