package dev.clawgateway.server.reload;

/** A change of a part that is ready to be made. Exactly one of its methods is called, once. */
@FunctionalInterface
public interface Prepared extends Runnable {
    /** Nothing to do. */
    Prepared NOTHING = () -> {};

    /** Makes the change. Cannot fail, and takes no time worth telling. */
    @Override
    void run();

    /** Gives up what was made for it: another part refused. */
    default void discard() {}
}
