package dev.clawgateway.protocol.openclaw.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a container stands, in the words of engines and of this agent. */
public enum ContainerPhase {
    /** It is there and was not started, or not yet. */
    CREATED,
    /** Its process runs, or is halted, or is about to be run again. */
    RUNNING,
    /** Its process has ended. */
    ENDED,
    /** The words are not known; nothing is concluded from them. */
    UNKNOWN;

    private static final String EXITED = "exited (";

    /**
     * Of a state, such as {@code running}, or of a status for people, such as {@code Up 3 minutes}
     * or {@code Exited (137) 2 hours ago}.
     */
    public static ContainerPhase of(String told) {
        String word = told.strip().toLowerCase(Locale.ROOT);
        int blank = word.indexOf(' ');
        return switch (blank < 0 ? word : word.substring(0, blank)) {
            case "created", "configured", "initialized" -> CREATED;
            case "up", "running", "paused", "restarting", "stopping" -> RUNNING;
            case "exited", "stopped", "dead", "removing", "removal" -> ENDED;
            default -> UNKNOWN;
        };
    }

    /** The code in such a status; null when there is none. */
    public static @Nullable Integer exitCode(String told) {
        String word = told.strip().toLowerCase(Locale.ROOT);
        int close = word.indexOf(')');
        if (!word.startsWith(EXITED) || close < 0) {
            return null;
        }
        try {
            return Integer.valueOf(word.substring(EXITED.length(), close));
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
