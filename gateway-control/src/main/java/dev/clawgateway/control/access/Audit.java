package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Outcome;
import java.util.List;

/**
 * The written account of what persons and programs did, and of what they were refused. Says nothing
 * of nodes' reports, nor of the gateway's own doing.
 */
public interface Audit {
    /** Of a gateway that keeps none. */
    Audit NONE =
            new Audit() {
                @Override
                public boolean kept() {
                    return false;
                }

                @Override
                public boolean ready() {
                    return true;
                }

                @Override
                public boolean write(List<AuditEntry> entries) {
                    return true;
                }

                @Override
                public void refused(AuditEntry entry) {}
            };

    /** What is answered while nothing can be written: nothing of it was done. */
    Outcome.Refused UNWRITTEN =
            new Outcome.Refused(
                    ErrorCode.AUDIT_FAILED,
                    "the gateway's audit log cannot be written, so nothing is changed; its log and"
                            + " /health say what is wrong. Try again once that is mended");

    /** What is answered when it could not be written that something was done. */
    Outcome.Refused DONE_UNWRITTEN =
            new Outcome.Refused(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "this was stored, but not written to the audit log, which has failed; look"
                            + " whether it is so before you try again");

    /** Whether there is an account at all. Never changes. */
    boolean kept();

    /**
     * Whether entries can be written, by what the last try came to. While not, no caller whom this
     * concerns changes anything. Safe from any thread; never blocks.
     */
    boolean ready();

    /**
     * Writes what was done, in order, before anybody is answered. Waits for the disk. What cannot
     * be written is kept and written as soon as that is possible, unless the gateway ends before.
     *
     * @return whether all of it is written
     */
    boolean write(List<AuditEntry> entries);

    /**
     * Notes what was refused to somebody who must not be let wait. Many at a time are summed up.
     * Safe from any thread; never blocks.
     */
    void refused(AuditEntry entry);

    /** Whether what this caller does is written down. */
    static boolean concerns(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Operator _, Principal.Device _ -> true;
            case Principal.Node _, Principal.Gateway _ -> false;
        };
    }

    /** Whether this caller has to wait with changes until the account can be written. */
    default boolean holdsUp(Caller caller) {
        return !ready() && concerns(caller);
    }
}
