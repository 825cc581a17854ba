package dev.clawgateway.server.signal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which terminals send when they close and service managers to ask for a reload. Left
 * alone, the JVM ends on it.
 */
public final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** From now on the signal is logged and nothing else. */
    public static void ignore() {
        ProcessSignals.on("HUP", HangUp::say);
    }

    private static void say() {
        LOG.atInfo().log(
                "SIGHUP ignored: the configuration is read at start only, so restart to"
                        + " change it");
    }
}
