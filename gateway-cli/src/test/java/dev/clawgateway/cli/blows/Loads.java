package dev.clawgateway.cli.blows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An operator for each agent, who works while blows fall. For one thread. */
final class Loads {
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(5);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(5);

    private final Semaphore progress = new Semaphore(0);
    private final List<Load> loads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** All of them begin. */
    static Loads start(Fleet fleet, Traces traces, Random random) {
        Loads all = new Loads();
        for (Part agent : Part.AGENTS) {
            Random own = new Random(random.nextLong());
            Load load = new Load(fleet::operator, agent.label(), traces, own, all.progress);
            all.loads.add(load);
            all.threads.add(Thread.ofPlatform().start(load));
        }
        return all;
    }

    /** Returns after so many more answers. */
    void awaitAnswers(int answers) throws InterruptedException {
        progress.drainPermits();
        if (!progress.tryAcquire(answers, ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the load gets no answers");
        }
    }

    /** Returns when all have ended: what they remember is for anybody then. */
    void end() throws InterruptedException {
        loads.forEach(Load::finish);
        for (Thread thread : threads) {
            if (!thread.join(ENDS_WITHIN)) {
                throw new IllegalStateException("the load does not end");
            }
        }
    }

    List<Load> all() {
        return loads;
    }

    /** What was acknowledged to them. */
    List<Promise> promises() {
        return loads.stream().flatMap(load -> load.promises().stream()).toList();
    }

    /** Questions without an answer. */
    int unanswered() {
        return loads.stream().mapToInt(Load::unanswered).sum();
    }
}
