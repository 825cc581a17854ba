package dev.clawgateway.control.operations.access;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written down of changes: the port to the audit log. Safe from any thread; may wait. */
public interface AuditRecords {
    /**
     * Reads backwards, the newest first.
     *
     * @param after {@link Part#next} of the part before; null for the newest
     * @param limit most lines
     * @throws IllegalArgumentException where {@code after} is no place in the log
     */
    Part read(Wanted wanted, @Nullable String after, int limit) throws IOException;

    /**
     * Which lines are wanted; all that is not null must hold.
     *
     * @param who by name or by address
     * @param operation the start of its name
     * @param about the start of the id of what it was about
     * @param result what came of it
     * @param since from then on
     * @param until before then
     */
    record Wanted(
            @Nullable String who,
            @Nullable String operation,
            @Nullable String about,
            @Nullable String result,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /**
     * A part of the log. There may be none in it, and yet more behind it: a part is as much as may
     * be looked at for one.
     *
     * @param lines as JSON, as they stand in the log
     * @param next where to go on; null at the end
     */
    record Part(List<String> lines, @Nullable String next) {
        public Part {
            lines = List.copyOf(lines);
        }
    }
}
