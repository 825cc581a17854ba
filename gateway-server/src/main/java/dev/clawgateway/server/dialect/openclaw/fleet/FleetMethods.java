package dev.clawgateway.server.dialect.openclaw.fleet;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawCode;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.http.InnerApi;
import dev.clawgateway.server.http.InnerApi.InnerAnswer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations of the native API as methods. Params have the API's parameters by their names, and its
 * body as {@code body}; the payload of an answer is the API's body. Of a list that is bare there it
 * is an object with {@code items}, which says where the list goes on.
 */
public final class FleetMethods {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVERS = 500;

    private final InnerApi api;

    public FleetMethods(InnerApi api) {
        this.api = api;
    }

    /** All of them. */
    public List<MethodEntry> entries() {
        return FleetTable.ROWS.stream()
                .map(row ->
                        MethodEntry.operator(
                                row.method(), row.scope(), call -> ask(call, row.operation())))
                .toList();
    }

    private void ask(MethodCall call, String operation) {
        if (!api.serves(operation)) {
            call.fail(OpenClawError.unknownMethod(call.method()));
            return;
        }
        api.ask(call.caller(), operation, call.params(), answer -> tell(call, answer));
    }

    private static void tell(MethodCall call, InnerAnswer answer) {
        if (!answer.good()) {
            call.fail(error(answer, call.client().protocol()));
            return;
        }
        JsonNode body = answer.body();
        if (body == null) {
            call.ok();
        } else if (body.isArray()) {
            ObjectNode list = JsonTree.MAPPER.createObjectNode();
            list.set("items", body);
            call.answer(list.put("next_cursor", answer.next()));
        } else {
            call.answer(body);
        }
    }

    /** The API's problem: its sentence as message, all of it as details. */
    private static OpenClawError error(InnerAnswer answer, int protocol) {
        JsonNode body = answer.body();
        String detail = body == null ? "" : body.path("detail").asString("");
        OpenClawError error =
                new OpenClawError(
                        code(answer.status(), protocol),
                        detail.isEmpty() ? "refused with status " + answer.status() : detail);
        if (body instanceof ObjectNode problem) {
            error = error.with(problem);
        }
        Duration later = answer.retryAfter();
        return answer.status() >= SERVERS || answer.status() == TOO_MANY
                ? retry(error, later)
                : error;
    }

    private static OpenClawError retry(OpenClawError error, @Nullable Duration later) {
        return later == null ? error.retry() : error.retry(later);
    }

    private static OpenClawCode code(int status, int protocol) {
        if (status >= SERVERS || status == TOO_MANY) {
            return OpenClawCode.UNAVAILABLE;
        }
        boolean denied = status == FORBIDDEN || status == UNAUTHORIZED;
        return denied ? OpenClawCode.forbidden(protocol) : OpenClawCode.INVALID_REQUEST;
    }
}
