package dev.clawgateway.server.dialect.api.gateway;

import dev.clawgateway.control.operations.access.AuditOperations;
import dev.clawgateway.control.operations.access.AuditRecords;
import dev.clawgateway.control.operations.lists.Page;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.server.dialect.api.ApiCall;
import dev.clawgateway.server.dialect.api.ApiHandler;
import dev.clawgateway.server.dialect.api.ApiNoun;
import dev.clawgateway.server.dialect.api.ApiPages;
import dev.clawgateway.server.dialect.api.check.Arguments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was written down of changes. */
public final class AuditNoun implements ApiNoun {
    private static final int OK = 200;

    private final AuditOperations audit;

    public AuditNoun(AuditOperations audit) {
        this.audit = audit;
    }

    @Override
    public Map<String, ApiHandler> handlers() {
        return Map.of("readAudit", this::read);
    }

    private void read(ApiCall call) {
        AuditRecords.Wanted wanted;
        try {
            wanted = wanted(call.arguments());
        } catch (DateTimeException wrong) {
            call.invalid("since and until: must be RFC 3339 times, such as 2026-03-01T12:00:00Z");
            return;
        }
        ApiPages.asked(
                call,
                page ->
                        audit.read(
                                call.caller(),
                                wanted,
                                page.after(),
                                page.limit(),
                                call.reply(part -> answer(call, part))));
    }

    private static AuditRecords.Wanted wanted(Arguments arguments) {
        return new AuditRecords.Wanted(
                arguments.text("who"),
                arguments.text("operation"),
                arguments.text("about"),
                arguments.text("result"),
                time(arguments.text("since")),
                time(arguments.text("until")));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static RouteAnswer answer(ApiCall call, AuditRecords.Part part) {
        List<JsonNode> lines = part.lines().stream().map(AuditNoun::line).toList();
        String next = ApiPages.next(call, new Page<>(lines, lines.size(), part.next()));
        return RouteAnswer.json(
                OK,
                JsonTree.write(out ->
                        out.required("items", Kinds.list(Kinds.JSON), lines)
                                .nullable("next_cursor", Kinds.TEXT, next)));
    }

    private static JsonNode line(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("a line of the log was read once already", e);
        }
    }
}
