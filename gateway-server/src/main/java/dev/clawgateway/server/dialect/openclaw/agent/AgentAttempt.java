package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt that a node runs, or is to run. Confined to the session's event loop. */
final class AgentAttempt {
    final AttemptName name;
    Stage stage;

    /** Of its start, while that may be taken back. */
    InvokeLine.@Nullable Ticket start;

    /** As the agent named it; null where it did not. */
    @Nullable String container;

    /** Who wants its end gives it so long; null while nobody does. */
    @Nullable Duration stop;

    /** A stop is with the agent. */
    boolean stopping;

    /** From when it is to be killed, on the monotonic clock; null while nobody wants its end. */
    private @Nullable Long killNanos;

    /** What the agent said when it could not start it; null for nothing. */
    @Nullable String trouble;

    /** How far its output is known; null until it is read. */
    OutputTails.@Nullable Streams output;

    /** How often in a row it was not among what the engine has. */
    int missed;

    AgentAttempt(AttemptName name, Stage stage) {
        this.name = name;
        this.stage = stage;
    }

    /** It is to be killed from then on, unless that was to be earlier. */
    void hasten(long nanos) {
        Long before = killNanos;
        killNanos = before == null || nanos - before < 0 ? (Long) nanos : before;
    }

    boolean dueToKill(long nowNanos) {
        Long at = killNanos;
        return at != null && nowNanos - at >= 0;
    }

    /** How far it is. */
    enum Stage {
        /** Its start is with the agent, or waits to be. */
        ASKED,
        /** Nobody knows whether its start came to anything. */
        DOUBTED,
        RUNS,
        /** It has ended, and it is asked how. */
        ENDS
    }
}
