package dev.clawgateway.control.operations.follow;

/** Where a watch begins. */
public sealed interface WatchStart {
    /** With all that is there, each as if it had just come. */
    record Everything() implements WatchStart {}

    /**
     * With what came after a list.
     *
     * @param revision of that list, or of a bookmark; what bears it is told again
     */
    record After(long revision) implements WatchStart {}

    /** With what comes next. */
    record Now() implements WatchStart {}
}
