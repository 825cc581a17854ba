package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.simulation.referee.fact.MachineFact;
import org.jspecify.annotations.Nullable;

/** One process of an attempt, as it truly was. */
public final class ProcessStory {
    private final MachineFact.Ran ran;
    private final long ranAt;
    private long endedAt = -1;
    private @Nullable Integer exitCode;
    private MachineFact.Ended.@Nullable Cause cause;

    ProcessStory(MachineFact.Ran ran, long ranAt) {
        this.ran = ran;
        this.ranAt = ranAt;
    }

    void ended(long at, @Nullable Integer code, MachineFact.Ended.@Nullable Cause why) {
        endedAt = at;
        exitCode = code;
        cause = why;
    }

    public MachineFact.Ran ran() {
        return ran;
    }

    public long ranAt() {
        return ranAt;
    }

    public boolean alive() {
        return endedAt < 0;
    }

    public long endedAt() {
        return endedAt;
    }

    public @Nullable Integer exitCode() {
        return exitCode;
    }

    /** Null while it lives, and when it died with its machine. */
    public MachineFact.Ended.@Nullable Cause cause() {
        return cause;
    }
}
