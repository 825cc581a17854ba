package dev.clawgateway.server.logging;

import dev.clawgateway.server.config.LogConfig;

/**
 * The log of the process that a gateway runs in, where that is the gateway's affair: a program that
 * has a gateway within it logs as it likes, perhaps without any library that the daemon has for it.
 * Safe from any thread.
 */
public interface ProcessLog {
    /** Of a program that sees to it itself: nothing is kept, and its level stays. */
    ProcessLog NONE =
            new ProcessLog() {
                @Override
                public RecentLines recent() {
                    return new RecentLines(0);
                }

                @Override
                public void setLevel(LogConfig.Level level) {}
            };

    /** What was logged of late. */
    RecentLines recent();

    /** Another level until the configuration is read again. */
    void setLevel(LogConfig.Level level);
}
