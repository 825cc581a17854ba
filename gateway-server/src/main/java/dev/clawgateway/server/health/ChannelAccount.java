package dev.clawgateway.server.health;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One login of a channel to a messaging network.
 *
 * @param lastStart null when it never started, as the next
 * @param lastError what ended it; null for nothing
 */
public record ChannelAccount(
        String channelId,
        String accountId,
        boolean running,
        @Nullable Instant lastStart,
        @Nullable Instant lastStop,
        @Nullable String lastError) {
    /** How it is. */
    public enum Standing {
        CONNECTED,
        DISCONNECTED,
        ERROR;

        /** As it is shown. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Standing standing() {
        if (running) {
            return Standing.CONNECTED;
        }
        return lastError == null ? Standing.DISCONNECTED : Standing.ERROR;
    }
}
