package dev.clawgateway.simulation.disk;

/** Where in a commit the process dies. */
public enum CrashPoint {
    /** Nothing is written. */
    BEFORE,
    /** All of the batch is written, or nothing; nobody can say. */
    WITHIN,
    /** All is written, and nobody was told. */
    AFTER
}
