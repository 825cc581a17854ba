package dev.clawgateway.server.reload;

/** When a new value of a key counts. */
public enum TakesEffect {
    /** As soon as the configuration is read again. */
    AT_ONCE,

    /** The same, unless it was not set before or is not set any more: then at the next start. */
    AT_ONCE_WHERE_SET,

    /** When the gateway is started again. */
    AT_RESTART;

    /** Of one change. */
    boolean atOnce(boolean wasSet, boolean isSet) {
        return this == AT_ONCE || (this == AT_ONCE_WHERE_SET && wasSet && isSet);
    }
}
