package dev.clawgateway.control.operations.configuration;

import java.util.List;

/** The port to the configuration. Safe from any thread; may wait for a disk. */
public interface Reconfiguration {
    /** Reads it again, and goes by it: all of it that can change, or nothing. */
    Reconfigured reload();

    /** What {@link #reload} would answer; changes nothing. */
    Reconfigured tried();

    /**
     * The least severe level that is logged from now on, until the configuration is read again.
     *
     * @param level one of those that the key {@code log.level} takes
     */
    void logLevel(String level);

    /** Every key that is in force. */
    List<KnownSetting> inForce();
}
