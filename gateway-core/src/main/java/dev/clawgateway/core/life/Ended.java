package dev.clawgateway.core.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Final: nothing is held, and nothing follows. What the last attempt had is kept to be seen. */
public sealed interface Ended extends WorkloadRecord permits Stopped, Completed, Failed {
    /** Null when it ended while it waited. */
    @Nullable Attempt last();

    AttemptEnd end();

    /** Taken over once, and given up without a word of its node or of an operator. */
    default boolean adoptedAndLost() {
        Attempt last = last();
        StopOrder order = stop();
        return last != null
                && last.adopted()
                && !end().reported()
                && (order == null || !order.requested());
    }

    @Override
    Ended with(WorkloadHead head);

    @Override
    default Instant finishedAt() {
        return end().at();
    }

    @Override
    default @Nullable Integer exitCode() {
        return end().exitCode();
    }

    @Override
    default @Nullable String word() {
        return end().word();
    }
}
