package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a world is at rest already, so that nobody needs to wait as long as it might have taken:
 * nothing moves, and what the gateway counts is what truly is. It is never a reason to accuse
 * anybody: a world that does not come to rest is waited for in full, and judged then.
 */
public final class Stillness {
    private final History history;
    private final LongSupplier nanos;
    private final Supplier<@Nullable FleetTotals> totals;
    private long movedAt;

    /**
     * @param nanos the world's time
     * @param totals what the gateway counts; null while it does not serve
     */
    public Stillness(History history, LongSupplier nanos, Supplier<@Nullable FleetTotals> totals) {
        this.history = history;
        this.nanos = nanos;
        this.totals = totals;
        movedAt = nanos.getAsLong();
    }

    /** Takes in what has just happened. */
    public void hear(Fact fact) {
        if (moves(fact)) {
            movedAt = nanos.getAsLong();
        }
    }

    /** Heartbeats, readings, questions of operators and what members do always go on. */
    private static boolean moves(Fact fact) {
        return switch (fact) {
            case NodeFact frame -> CalmAtRest.subject(frame) != null;
            case MachineFact _, LinkFact _ -> true;
            case AccessFact _,
                    CallerFact _,
                    StreamFact _,
                    OpenClawFact _,
                    WorldFact _,
                    OperatorFact _,
                    MemberFact _ ->
                    false;
        };
    }

    /** Waiting begins: what was before does not count. */
    public void begin() {
        movedAt = nanos.getAsLong();
    }

    /** For so long nothing has moved. */
    public boolean lasts(Duration length) {
        return nanos.getAsLong() - movedAt >= length.toNanos();
    }

    /** Each machine is up, and its node has been answered since then. */
    public boolean inTouch(long since) {
        return history.machines().stream().allMatch(machine -> inTouch(machine, since));
    }

    private boolean inTouch(MachineStory machine, long since) {
        return machine.up()
                && machine.agent()
                && machine.node() != null
                && history.node(machine.node()).answeredSince(since);
    }

    /**
     * Nothing is on its way to run or to end, and as much runs as is counted. What is held apart
     * runs, and may be counted at a node that is about to be lost.
     */
    public boolean settled() {
        FleetTotals counted = totals.get();
        return counted != null
                && counted.strange().heldAttempts() == 0
                && count(counted, WorkloadState.STARTING) == 0
                && count(counted, WorkloadState.STOPPING) == 0
                && count(counted, WorkloadState.RUNNING) == running();
    }

    /** The same, and nothing waits. */
    public boolean served() {
        FleetTotals counted = totals.get();
        return counted != null && count(counted, WorkloadState.PENDING) == 0 && settled();
    }

    /** All has ended, and nothing runs. */
    public boolean empty() {
        FleetTotals counted = totals.get();
        return counted != null && counted.activeWorkloads() == 0 && running() == 0;
    }

    private static int count(FleetTotals counted, WorkloadState state) {
        return counted.workloadsByState().getOrDefault(state, 0);
    }

    private int running() {
        return history.machines().stream()
                .map(MachineStory::alive)
                .mapToInt(Collection::size)
                .sum();
    }
}
