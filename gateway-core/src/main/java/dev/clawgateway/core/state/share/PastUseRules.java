package dev.clawgateway.core.state.share;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.List;

/**
 * Writes down now and then what virtual clusters held of late. What is lost with the process is the
 * use of at most {@link #INTERVAL} by work that ended within it: for work that goes on, the engine
 * makes up the time since from what it holds.
 */
public final class PastUseRules {
    /** Between two records: a share changes little in it, as past use fades over hours. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Placer placer;
    private boolean looked;
    private long lookedAtNanos;

    public PastUseRules(Placer placer) {
        this.placer = placer;
    }

    /** Enters a stored record. */
    public void load(PastUseRecord stored, Moment now) {
        if (!stored.clusters().isEmpty()) {
            Duration ago = Duration.between(stored.at(), now.wall());
            // Where the wall clock was set back since, as if no time had passed.
            placer.restorePastUse(stored.clusters(), ago.isNegative() ? Duration.ZERO : ago, now);
        }
    }

    public Applied<Outcome.Changed> save(Turn turn) {
        long nanos = turn.now().nanos();
        if (!looked || nanos - lookedAtNanos >= INTERVAL.toNanos()) {
            looked = true;
            lookedAtNanos = nanos;
            List<PastUse> clusters = placer.pastUse(turn.now());
            if (!clusters.isEmpty()) {
                turn.change(
                        new Change.PastUseSaved(new PastUseRecord(turn.now().wall(), clusters)));
            }
        }
        return turn.done();
    }
}
