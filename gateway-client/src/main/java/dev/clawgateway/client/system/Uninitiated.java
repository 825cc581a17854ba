package dev.clawgateway.client.system;

import java.util.List;
import java.util.Set;

/**
 * Programs that this process runs for itself. They have its environment, but for what is between it
 * and whoever supervises it or lets it in.
 */
public final class Uninitiated {
    private static final Set<String> SECRETS =
            Set.of(
                    "NOTIFY_SOCKET",
                    "WATCHDOG_USEC",
                    "WATCHDOG_PID",
                    "CREDENTIALS_DIRECTORY",
                    "INVOCATION_ID",
                    "JOURNAL_STREAM",
                    "SYSTEMD_EXEC_PID",
                    "CLAW_GATEWAY_TOKEN",
                    "CLAW_JOIN_TOKEN");

    private Uninitiated() {}

    /** One that is not started yet. */
    public static ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeAll(SECRETS);
        return program;
    }
}
