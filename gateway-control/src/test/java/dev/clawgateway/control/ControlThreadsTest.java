package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.turns.Repetition;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.control.turns.Turns;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The two real threads, and once the same by hand. */
class ControlThreadsTest {
    private static final int SUBMISSIONS = 2_000;

    private final RememberingStore store = new RememberingStore();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final ControlLoop loop = loop();

    @Test
    void answersEverythingItTookBeforeItCloses() {
        try (ControlThreads threads = start()) {
            for (int number = 0; number < SUBMISSIONS; number++) {
                submit(number);
            }
            assertThat(threads.healthy()).isTrue();
        }

        assertThat(answers).hasValue(SUBMISSIONS);
        assertThat(store.workloads()).hasSize(SUBMISSIONS);
        assertThat(loop.offer(new Command.Tick())).isFalse();
    }

    @Test
    void stopsDecidingWhenACommitHasFailed() {
        store.failNext(RememberingStore.Fault.LOSES_THE_BATCH);
        submit(1); // before the loop stores that it was there
        try (ControlThreads threads = start()) {
            await().until(() -> failures.get() == 1);

            assertThat(threads.healthy()).isFalse();
            assertThat(loop.offer(new Command.Tick())).isFalse();
        }

        // That its outcome is not known.
        assertThat(answers).hasValue(1);
    }

    @Test
    void stopsDecidingWhenAnAnswerCannotBeGiven() {
        try (ControlThreads threads = start()) {
            loop.offer(
                    Caller.GATEWAY,
                    new Command.Tick(),
                    _ -> {
                        throw new IllegalStateException("planned fault");
                    });

            await().until(() -> failures.get() == 1);

            assertThat(threads.healthy()).isFalse();
            assertThat(loop.offer(new Command.Tick())).isFalse();
        }
    }

    @Test
    void nudgesTheLoopThatFilledTheStoreOnceThereIsRoom() {
        Map<String, ByHand> repeated = new HashMap<>();
        var _ =
                ControlThreads.start(
                        (name, turns) -> {
                            repeated.put(name, new ByHand(turns));
                            return repeated.get(name);
                        },
                        loop,
                        release(),
                        failures::incrementAndGet);
        ByHand control = repeated.get("control");
        for (int number = 0; number < 2; number++) {
            submit(number);
            control.turns.turn();
        }
        assertThat(control.turns.pause()).isEqualTo(Duration.ofMinutes(1));
        int before = control.nudges;

        repeated.get("store").turns.turn();

        assertThat(control.nudges).isEqualTo(before + 1);
        assertThat(control.turns.pause()).isLessThan(Duration.ofSeconds(1));
    }

    /** Turns that are taken by the test. */
    private static final class ByHand implements Repetition {
        final Turns turns;
        int nudges;

        ByHand(Turns turns) {
            this.turns = turns;
        }

        @Override
        public void nudge() {
            nudges++;
        }

        @Override
        public boolean ended() {
            return turns.ended();
        }

        @Override
        public void await(Duration atMost) {}
    }

    private ControlThreads start() {
        return ControlThreads.start(TurnThread::start, loop, release(), failures::incrementAndGet);
    }

    private Release release() {
        return new Release(
                Mandate.claim(store),
                new PublishedView(Snapshot.EMPTY, 10),
                _ -> EffectOutlet.Delivery.NO_SESSION,
                LoopObserver.NONE,
                Audit.NONE);
    }

    private void submit(int number) {
        loop.offer(
                Caller.GATEWAY,
                new Command.SubmitWorkload(
                        new WorkloadId(new UUID(1, number)),
                        new WorkloadSpec("img", List.of(), Map.of(), 1, 0, 0),
                        null,
                        true),
                _ -> answers.incrementAndGet());
    }

    private static ControlLoop loop() {
        Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
        return new ControlLoop(
                new ClusterState(placer, CoreSettings.DEFAULT),
                placer,
                new SystemTime(),
                SUBMISSIONS,
                LoopObserver.NONE,
                Audit.NONE);
    }
}
