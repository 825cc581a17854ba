package dev.clawgateway.client.rest.call;

import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What answers that are no good say of themselves. */
public final class Problems {
    private Problems() {}

    static ProblemException read(HttpAnswer answer, String requestId) {
        return new ProblemException(said(answer), requestId, answer.retryAfter());
    }

    private static ProblemException.Said said(HttpAnswer answer) {
        try {
            JsonNode problem = JsonTree.parse(answer.body());
            List<ProblemException.OfMember> errors = new ArrayList<>();
            for (JsonNode one : problem.path("errors")) {
                errors.add(
                        new ProblemException.OfMember(
                                one.path("pointer").asString(""), one.path("detail").asString("")));
            }
            String detail = problem.path("detail").asString("");
            return new ProblemException.Said(
                    answer.status(),
                    problem.path("code").asString(""),
                    detail.isEmpty() ? "HTTP " + answer.status() : detail,
                    errors);
        } catch (JsonFormatException _) {
            return new ProblemException.Said(
                    answer.status(), "", "HTTP " + answer.status(), List.of());
        }
    }
}
