package dev.clawgateway.server;

/** What the daemon exits with: a contract with whatever supervises it. */
public final class DaemonExitCode {
    /** Stopped as told. */
    public static final int OK = 0;

    /** Failed while running. */
    public static final int FAILURE = 1;

    /** Wrong command line or configuration. */
    public static final int CONFIGURATION = 2;

    /** The store cannot be opened or read. */
    public static final int STORE = 3;

    /** The address cannot be listened on. */
    public static final int ADDRESS = 4;

    private DaemonExitCode() {}
}
