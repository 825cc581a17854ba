package dev.clawgateway.control.operations.membership;

/** What the gateway knows of itself. Safe from any thread; never blocks. */
public interface OwnFacts {
    /** Where it is reached. */
    String url();

    String version();

    /** Whether it can do its job. */
    boolean healthy();
}
