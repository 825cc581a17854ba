package dev.clawgateway.client.rest.answer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is connected, and what was written down. Members that the gateway leaves out are null. */
public final class SelfAnswers {
    private SelfAnswers() {}

    /**
     * An open session, as the API shows it.
     *
     * @param epoch grows from session to session over the life of the gateway's process
     * @param operator the operator's name; null where nobody is known by one
     * @param address numeric; empty for a Unix socket
     */
    public record OpenSession(
            String sessionId,
            long epoch,
            String kind,
            @Nullable String nodeId,
            @Nullable String operator,
            String address,
            long port,
            String listener,
            Instant since,
            Instant lastHeard) {}

    /**
     * As it stands in the log. Lines of the log about itself have a kind of their own and further
     * members, all texts.
     *
     * @param seq counted from 1 over all files
     * @param kind operation, authentication, or a word of the log about itself
     * @param prev hash of the line before
     */
    public record AuditEntry(
            long seq,
            Instant time,
            String kind,
            @Nullable String by,
            @Nullable String who,
            @Nullable String role,
            @Nullable String address,
            @Nullable Long port,
            @Nullable String dialect,
            @Nullable String request,
            @Nullable String operation,
            @Nullable String about,
            @Nullable String id,
            @Nullable Map<String, String> before,
            @Nullable Map<String, String> after,
            @Nullable String result,
            @Nullable String why,
            String prev) {}
}
