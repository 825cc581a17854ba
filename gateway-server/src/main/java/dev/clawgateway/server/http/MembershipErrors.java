package dev.clawgateway.server.http;

import dev.clawgateway.net.http.Answer;
import dev.clawgateway.net.http.ErrorForm;
import java.util.Locale;
import java.util.Map;

/** Errors of the paths of cluster membership. */
final class MembershipErrors implements ErrorForm {
    @Override
    public Answer error(int status, String detail, String path) {
        String code = StatusWords.code(status).toUpperCase(Locale.ROOT);
        return Answer.json(
                status,
                Json.utf8(new Body(false, StatusWords.title(status), detail, code, Map.of())));
    }

    private record Body(
            boolean success,
            String error,
            String message,
            String code,
            Map<String, String> details) {}
}
