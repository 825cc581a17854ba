package dev.clawgateway.core.state.settings;

import java.time.Duration;

/**
 * How the gateway finds its way back after it was away.
 *
 * @param unknownWork what becomes of work that nodes run and this gateway does not know
 * @param waitForNodes how long new work waits at most for the nodes that were connected before
 */
public record RecoverySettings(UnknownWork unknownWork, Duration waitForNodes) {
    public static final RecoverySettings DEFAULT =
            new RecoverySettings(UnknownWork.ADOPT, Duration.ofSeconds(30));

    /** What becomes of work that nodes run and this gateway does not know. */
    public enum UnknownWork {
        /** It is taken over as a workload. */
        ADOPT,
        /** It keeps its devices, and nothing more is made of it. */
        HOLD,
        /** Its node is told to stop it. */
        STOP
    }
}
