package dev.clawgateway.control.operations.access;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Refusals;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.access.AuditRecords.Part;
import dev.clawgateway.control.operations.access.AuditRecords.Wanted;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was written down of changes. */
public final class AuditOperations {
    private static final Logger LOG = LoggerFactory.getLogger(AuditOperations.class);

    private final Desk desk;
    private final @Nullable AuditRecords records;

    /**
     * Over a log.
     *
     * @param records null where none is kept
     */
    public AuditOperations(Desk desk, @Nullable AuditRecords records) {
        this.desk = desk;
        this.records = records;
    }

    /**
     * Reads the log, the newest first.
     *
     * @param after {@link Part#next} of the part before; null for the newest
     */
    public void read(
            Caller caller, Wanted wanted, @Nullable String after, int limit, Reply<Part> reply) {
        desk.askLater(caller, Operation.READ_AUDIT, reply, () -> answer(wanted, after, limit));
    }

    private Answer<Part> answer(Wanted wanted, @Nullable String after, int limit) {
        if (records == null) {
            return new Answer.Refused<>(ErrorCode.NOT_FOUND, "no audit log is kept");
        }
        try {
            return new Answer.Given<>(records.read(wanted, after, limit));
        } catch (IllegalArgumentException wrong) {
            return Refusals.invalid("cursor: is no place in the audit log, or one that is gone");
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the audit log cannot be read");
            return new Answer.Refused<>(
                    ErrorCode.AUDIT_FAILED, "the audit log cannot be read; the log says more");
        }
    }
}
