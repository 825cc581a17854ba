package dev.clawgateway.control;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is answered once a write has failed: that is not the same as a write that did not happen.
 */
final class StoreFailure {
    /** Nothing of it was done, and nothing of it will be. */
    static final Outcome.Refused NOTHING_STORED =
            new Outcome.Refused(
                    ErrorCode.STORE_FAILED,
                    "the gateway's store has failed; nothing was stored, and nothing is until the"
                            + " gateway has been started anew. Its log says what is wrong");

    private StoreFailure() {}

    /**
     * Whether it was stored shows once the store has been opened again, and only then.
     *
     * @param key under which it was sent; null for none
     * @param verdict as it would have been told
     */
    static Outcome.Refused unknown(Terms.@Nullable Key key, Verdict<?> verdict) {
        return new Outcome.Refused(
                ErrorCode.OUTCOME_UNKNOWN,
                "the gateway's store failed while this was written, so whether it was done is not"
                        + " known. After the gateway has been started anew, "
                        + (key == null ? wayToFindOut(verdict) : ask(key)));
    }

    private static String ask(Terms.Key key) {
        return "send it again under the idempotency key \""
                + key.text()
                + "\": it is answered as it was, or done then, once";
    }

    private static String wayToFindOut(Verdict<?> verdict) {
        return switch (verdict) {
            case Verdict.Granted<?>(Outcome.Placed(var workload, var _)) -> found(workload);
            case Verdict.Granted<?>(Outcome.Waiting(var workload, var _, var _)) -> found(workload);
            case Verdict.Granted<?> _, Verdict.Refused<?> _ -> "look whether it is so";
        };
    }

    private static String found(WorkloadId workload) {
        return "look for workload " + workload + ": it is there, or it was never submitted";
    }
}
