package dev.clawgateway.simulation.run;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.simulation.plan.Plan;
import dev.clawgateway.simulation.plan.StepSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many seeds, each a world of its own on one thread, as many at once as there are threads. */
public final class Campaign {
    private final Simulator simulator;
    private final Time time;
    private final Settings settings;
    private final CampaignTally tally;
    private final Shrinking shrinking;
    private final Consumer<Story> stories;
    private final AtomicLong next;
    private final long end;

    /**
     * A campaign that has not begun.
     *
     * @param time the machine's
     * @param stories is told each, from any thread
     */
    public Campaign(Simulator simulator, Time time, Settings settings, Consumer<Story> stories) {
        this.simulator = simulator;
        this.time = time;
        this.settings = settings;
        this.stories = stories;
        tally = new CampaignTally(time);
        shrinking = new Shrinking(simulator, time, settings.patience());
        next = new AtomicLong(settings.first());
        end = time.nanos() + settings.limit().toNanos();
    }

    /**
     * What to run.
     *
     * @param last the last seed, inclusive
     * @param steps of each
     * @param limit begins no seed after so long
     * @param threads how many worlds at once
     * @param again each so-manieth seed is run twice, and has to be the same
     * @param maxStories how many failures are shrunk and told; one of each kind
     * @param maxFailures begins no seed after so many
     * @param patience how long to shrink each
     */
    public record Settings(
            long first,
            long last,
            int steps,
            Duration limit,
            int threads,
            int again,
            int maxStories,
            int maxFailures,
            Duration patience) {}

    /** How far it is, or how far it came; from any thread. */
    public CampaignTally tally() {
        return tally;
    }

    /** Runs all seeds there is time for. */
    public void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int number = 1; number <= settings.threads(); number++) {
            threads.add(Thread.ofPlatform().name("world-" + number).start(this::runSeeds));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void runSeeds() {
        while (tally.failures().size() < settings.maxFailures() && time.nanos() < end) {
            long seed = next.getAndIncrement();
            if (seed > settings.last()) {
                return;
            }
            runSeed(seed);
        }
    }

    private void runSeed(long seed) {
        tally.begins(seed);
        Plan plan = StepSource.plan(seed, settings.steps());
        RunOutcome outcome = simulator.run(plan, Chronicle.silent());
        Failure failure = outcome.failure();
        if (failure == null && settings.again() > 0 && seed % settings.again() == 0) {
            failure = differs(outcome, simulator.run(plan, Chronicle.silent()));
        }
        tally.ends(seed, outcome, failure);
        if (failure != null && tally.worthTelling(failure.kind(), settings.maxStories())) {
            stories.accept(shrinking.shortest(plan, settings.steps(), failure));
        }
    }

    private static @Nullable Failure differs(RunOutcome one, RunOutcome other) {
        if (one.digest().equals(other.digest())) {
            return null;
        }
        String words =
                "two runs of one seed differ: %s after %d entries, %s after %d"
                        .formatted(one.digest(), one.entries(), other.digest(), other.entries());
        return new Failure("I10 the same seed twice", words, Integer.MAX_VALUE);
    }
}
