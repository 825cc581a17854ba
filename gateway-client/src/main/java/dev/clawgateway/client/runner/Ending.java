package dev.clawgateway.client.runner;

import dev.clawgateway.core.workload.WorkloadState;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param state a final one
 * @param exitCode as a shell counts it, 128 and more for a signal; null when there is none to tell
 * @param message for people
 */
public record Ending(WorkloadState state, @Nullable Integer exitCode, String message) {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNAL_BASE = 128;

    /** The attempt never ran. */
    public static Ending refused(String message) {
        return new Ending(WorkloadState.FAILED, null, message);
    }

    /** The attempt never ran, because somebody asked for its end before. */
    public static Ending stoppedBefore(String message) {
        return new Ending(WorkloadState.STOPPED, null, message);
    }

    /** Ended with an exit code, after a stop or by itself. */
    static Ending exited(AttemptFolder.Exit exit, boolean stopRequested) {
        int code = exit.code();
        if (stopRequested) {
            return new Ending(WorkloadState.STOPPED, code, "stopped");
        } else if (code == 0) {
            return new Ending(WorkloadState.COMPLETED, 0, "exit code 0");
        }
        return new Ending(WorkloadState.FAILED, code, explain(exit));
    }

    /** Ended, and nothing is left to say how. */
    static Ending vanished(@Nullable AttemptStop order) {
        return order != null
                ? new Ending(WorkloadState.STOPPED, null, order.reason())
                : refused("ended without an exit code: killed, or the machine restarted");
    }

    private static String explain(AttemptFolder.Exit exit) {
        int code = exit.code();
        if (exit.signalled() && code > SIGNAL_BASE) {
            return "exit code " + code + ": killed by signal " + (code - SIGNAL_BASE);
        } else if (code == NOT_EXECUTABLE) {
            return "exit code 126: the command cannot be executed";
        } else if (code == NOT_FOUND) {
            return "exit code 127: the command was not found";
        }
        return "exit code " + code;
    }
}
