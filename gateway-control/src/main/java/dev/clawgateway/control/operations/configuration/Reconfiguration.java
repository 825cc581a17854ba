package dev.clawgateway.control.operations.configuration;

import java.util.List;

/** The port to the configuration. Safe from any thread; may wait for a disk. */
public interface Reconfiguration {
    /** Reads it again, and goes by it: all of it that can change, or nothing. */
    Reconfigured reload();

    /** What {@link #reload} would answer; changes nothing. */
    Reconfigured tried();

    /** Every key that is in force. */
    List<KnownSetting> inForce();
}
