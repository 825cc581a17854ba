package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workload that holds devices. */
public final class Occupant {
    /** Who is given up first: the lowest priority, then the youngest. */
    public static final Comparator<Occupant> CHEAPEST_FIRST =
            Comparator.comparingInt((Occupant running) -> running.priority)
                    .thenComparing(running -> running.startedAt, Comparator.reverseOrder())
                    .thenComparing(running -> running.id);

    public final WorkloadId id;
    public final WorkloadSpec spec;
    public final Line line;

    /** What it holds; its devices may get other numbers. */
    public Allocation allocation;

    public final Quota amount;
    public final Instant startedAt;
    public final int priority;

    /** Names it in the fleet's claims. */
    public final int slot;

    /** Its number in the fleet's ledger; changes when its terms do. */
    public int holding;

    /** The gang it started with; it alone when it is in none. */
    public List<Occupant> troop = new ArrayList<>(1);

    private boolean holds = true;

    /** For whom it was told to stop; null while it was not. */
    public @Nullable Hold leavingFor;

    /** The reservation that counts on its end; null for none. */
    public @Nullable Hold countedOnBy;

    /** A reservation waited too long for its end. */
    boolean outlasted;

    public Occupant(
            WorkloadId id,
            WorkloadSpec spec,
            Line line,
            Allocation allocation,
            Instant startedAt,
            int slot,
            int holding) {
        this.id = id;
        this.spec = spec;
        this.line = line;
        this.allocation = allocation;
        this.amount = Amounts.of(allocation);
        this.startedAt = startedAt;
        this.priority = spec.scheduling().queue().priority();
        this.slot = slot;
        this.holding = holding;
        this.troop.add(this);
    }

    /** When its time limit ends it; null without one. */
    @Nullable Instant endsAt() {
        Duration limit = spec.scheduling().queue().timeLimit();
        return limit == null ? null : startedAt.plus(limit);
    }

    /** Whether it still holds devices. */
    boolean holds() {
        return holds;
    }

    void left() {
        holds = false;
    }

    public boolean preemptible() {
        return spec.scheduling().queue().preemptible();
    }
}
