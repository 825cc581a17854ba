package dev.clawgateway.server;

import dev.clawgateway.core.cluster.StoreException;

/** What the daemon exits with: a contract with whatever supervises it. */
public final class DaemonExitCode {
    /** Stopped as told. */
    public static final int OK = 0;

    /** Failed while running. */
    public static final int FAILURE = 1;

    /** Wrong command line or configuration. */
    public static final int CONFIGURATION = 2;

    /** The store cannot be opened or read, for a reason that has no code of its own. */
    public static final int STORE = 3;

    /** The address cannot be listened on. */
    public static final int ADDRESS = 4;

    /** Another process has the store open. */
    public static final int STORE_IN_USE = 5;

    /** The store was written by a newer version. */
    public static final int STORE_NEWER = 6;

    /** The store belongs to another user, or may not be accessed. */
    public static final int STORE_NOT_OURS = 7;

    /** The store is damaged, or ends before what was acknowledged. */
    public static final int STORE_DAMAGED = 8;

    private DaemonExitCode() {}

    /** Of a store that cannot be opened. */
    public static int of(StoreException failure) {
        return switch (failure.kind()) {
            case IN_USE -> STORE_IN_USE;
            case NEWER -> STORE_NEWER;
            case NOT_OURS -> STORE_NOT_OURS;
            case DAMAGED -> STORE_DAMAGED;
            case BROKEN, FULL, DEPOSED -> STORE;
        };
    }
}
