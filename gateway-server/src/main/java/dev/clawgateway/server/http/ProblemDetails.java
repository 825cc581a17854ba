package dev.clawgateway.server.http;

import dev.clawgateway.core.Excerpt;
import dev.clawgateway.net.http.ErrorForm;
import dev.clawgateway.net.http.RouteAnswer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Errors of the gateway's own API: RFC 9457, with the detail once more for older clients. */
public final class ProblemDetails implements ErrorForm {
    private static final int LONGEST_PATH = 200;

    /**
     * Something that is wrong with a member of a body.
     *
     * @param pointer where, as a JSON pointer; empty for the whole
     */
    public record OfMember(String pointer, String detail) {}

    @Override
    public RouteAnswer error(int status, String detail, String path) {
        return error(status, StatusWords.code(status), detail, path);
    }

    @Override
    public RouteAnswer error(int status, String code, String detail, String path) {
        return problem(status, code, detail, path, List.of());
    }

    /** The same with everything that is wrong with a body. */
    public static RouteAnswer problem(
            int status, String code, String detail, String path, List<OfMember> errors) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("type", "about:blank")
                .put("title", StatusWords.title(status))
                .put("status", status)
                .put("detail", detail)
                .put("instance", Excerpt.of(path, LONGEST_PATH))
                .put("code", code)
                .put("error", detail);
        if (!errors.isEmpty()) {
            ArrayNode list = body.putArray("errors");
            errors.forEach(one ->
                    list.addObject().put("pointer", one.pointer()).put("detail", one.detail()));
        }
        return RouteAnswer.of(
                status, "application/problem+json", JsonMapper.shared().writeValueAsBytes(body));
    }
}
