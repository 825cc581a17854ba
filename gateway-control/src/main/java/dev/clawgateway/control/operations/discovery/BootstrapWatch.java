package dev.clawgateway.control.operations.discovery;

import dev.clawgateway.core.discovery.Bootstrap;
import dev.clawgateway.core.discovery.MemberId;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a member that was told to found the cluster and does not: nobody has posted a leader
 * since it was told, and it is away, or it has taken long. All who joined after it wait for it, and
 * only an operator can have another one told. Looked at from one thread.
 */
final class BootstrapWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapWatch.class);

    private final Supplier<Duration> patience;
    private @Nullable Bootstrap watched;
    private long sinceNanos;
    private volatile boolean overdue;

    /**
     * Watches nobody yet.
     *
     * @param patience how long it may take
     */
    BootstrapWatch(Supplier<Duration> patience) {
        this.patience = patience;
    }

    /**
     * Looks once.
     *
     * @param ownerThere whether the member that was told is one, and heard
     */
    void look(Bootstrap bootstrap, boolean ownerThere, long nowNanos) {
        MemberId owner = bootstrap.owner();
        if (owner == null || !bootstrap.unclaimed()) {
            watched = null;
            overdue = false;
            return;
        }
        if (!bootstrap.equals(watched)) {
            watched = bootstrap;
            sinceNanos = nowNanos;
            overdue = false;
        }
        boolean now = !ownerThere || nowNanos - sinceNanos >= patience.get().toNanos();
        if (now && !overdue) {
            LOG.atWarn()
                    .addKeyValue("member", owner)
                    .addKeyValue("given_at", bootstrap.givenAt())
                    .addKeyValue("there", ownerThere)
                    .log(
                            "the member that got the bootstrap has posted no leader; those that"
                                    + " joined after it wait. If it does not come back, start over"
                                    + " with: claw-gateway discovery reset");
        }
        overdue = now;
    }

    /** From any thread. */
    boolean overdue() {
        return overdue;
    }
}
