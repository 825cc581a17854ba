package dev.clawgateway.control.leadership;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.control.ControlLoop;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.placement.Placer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to whoever leads. Outlives every reign, so that nobody outside has to know of them: while
 * there is none it takes nothing, and says that asking again helps.
 */
public final class LeaderInbox implements CommandInbox, SchedulerQueries {
    private volatile @Nullable ControlLoop leader;

    /** From now on this loop decides; null for nobody. */
    void follow(@Nullable ControlLoop loop) {
        leader = loop;
    }

    @Override
    public <O extends Outcome.Granted> boolean offer(
            Caller caller, Command<O> command, Consumer<Verdict<O>> whenDurable) {
        ControlLoop loop = leader;
        return loop != null && loop.offer(caller, command, whenDurable);
    }

    @Override
    public boolean ask(Consumer<Placer> question) {
        ControlLoop loop = leader;
        return loop != null && loop.ask(question);
    }

    @Override
    public Outcome.Refused whyNot() {
        ControlLoop loop = leader;
        return loop == null ? NO_LEADER : loop.whyNot();
    }

    /** Commands waiting now. */
    public int depth() {
        ControlLoop loop = leader;
        return loop == null ? 0 : loop.depth();
    }
}
