package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.turns.Repetition;
import dev.clawgateway.control.turns.Turns;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.core.cluster.Verdict;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A disk without room, and loop and store whose turns are taken by hand. */
class FullStoreTest {
    private final ManualTime time = new ManualTime();
    private final Disk disk = new Disk();
    private final Map<String, Turns> turns = new HashMap<>();
    private final List<Outcome> answers = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final ControlLoop loop = loop();
    private final ControlThreads threads = threads();

    @Test
    void keepsItsOrderAndTellsWhoWaits() {
        set(false);
        take("control");
        disk.full = true;
        take("store");

        assertThat(code(answers.getFirst())).isEqualTo(ErrorCode.STORE_FULL);
        assertThat(threads.storeFull()).isTrue();
        assertThat(loop.offer(new Command.Tick())).isFalse();
        assertThat(loop.whyNot().code()).isEqualTo(ErrorCode.STORE_FULL);

        take("store");
        assertThat(disk.written).isEmpty();
        disk.full = false;
        take("store");

        assertThat(disk.written).containsExactly(false);
        assertThat(threads.storeFull()).isFalse();
        set(true);
        take("control");
        take("store");
        assertThat(disk.written).containsExactly(false, true);
        assertThat(answers).hasSize(2).last().isInstanceOf(Outcome.Done.class);
    }

    @Test
    void takesOverWhatWasUnderWay() {
        disk.full = true;
        for (boolean serving : new boolean[] {false, true, false}) {
            set(serving);
            take("control");
        }
        // Two wait; a third is not even decided while they do.
        take("store");
        assertThat(answers).hasSize(1);
        take("store");
        assertThat(answers).hasSize(2);
        disk.full = false;
        take("store");
        take("control");
        take("store");

        assertThat(disk.written).containsExactly(false, true, false);
        assertThat(answers).hasSize(3);
        assertThat(code(answers.get(1))).isEqualTo(ErrorCode.STORE_FULL);
        assertThat(answers.getLast()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void writesNothingOnceALaterTermHasBegun() {
        set(false);
        take("control");
        disk.full = true;
        take("store");
        set(true);
        disk.full = false;
        disk.deposed = true;
        take("store");
        take("control");
        take("store");

        assertThat(disk.written).isEmpty();
        assertThat(threads.deposed()).isTrue();
        assertThat(threads.healthy()).isFalse();
        assertThat(turns.get("control").ended()).isTrue();
        assertThat(ends).containsExactly("end");
        assertThat(answers).hasSize(1); // it was told already that it was not stored
    }

    @Test
    void tellsWhatIsNotKnownFromWhatIsNotDone() {
        set(false);
        take("control");
        set(true);
        take("control");
        set(false); // not even decided
        disk.broken = true;
        take("store");
        disk.broken = false;
        take("store");
        take("control");

        assertThat(answers)
                .extracting(FullStoreTest::code)
                .containsExactly(
                        ErrorCode.OUTCOME_UNKNOWN, ErrorCode.STORE_FAILED, ErrorCode.STORE_FAILED);
        assertThat(((Outcome.Refused) answers.getFirst()).detail())
                .contains("whether it was done is not known")
                .contains("After the gateway has been started anew, look whether it is so");
        assertThat(threads.storeFailed()).isTrue();
        assertThat(threads.healthy()).isFalse();
        assertThat(ends).containsExactly("end");
    }

    @Test
    void storesNothingMoreThoughTheDiskIsWellAgain() {
        set(false);
        take("control");
        disk.broken = true;
        take("store");
        disk.broken = false;
        for (int turn = 0; turn < 5; turn++) {
            set(true);
            take("control");
            take("store");
        }

        assertThat(disk.written).isEmpty();
        assertThat(loop.offer(new Command.Tick())).isFalse();
        assertThat(loop.whyNot().code()).isEqualTo(ErrorCode.STORE_FAILED);
        assertThat(loop.whyNot().detail()).contains("nothing was stored");
    }

    @Test
    void namesTheWorkloadToLookFor() {
        WorkloadId workload = new WorkloadId(new UUID(1, 2));

        assertThat(
                        StoreFailure.unknown(
                                        null,
                                        new Verdict.Granted<>(
                                                new Outcome.Waiting(workload, List.of(), "")))
                                .detail())
                .endsWith(
                        "look for workload "
                                + workload
                                + ": it is there, or it was never submitted");
    }

    @Test
    void endsThoughThereIsNoRoom() {
        set(false);
        take("control");
        disk.full = true;
        take("store");

        threads.close();

        assertThat(threads.ended()).isTrue();
        assertThat(disk.written).isEmpty();
        assertThat(loop.offer(new Command.Tick())).isFalse();
    }

    private void take(String name) {
        turns.get(name).turn();
    }

    private void set(boolean serving) {
        loop.offer(
                Caller.GATEWAY,
                new Command.SetServing(serving),
                verdict -> answers.add(verdict.outcome()));
    }

    private static ErrorCode code(Outcome outcome) {
        return ((Outcome.Refused) outcome).code();
    }

    private ControlLoop loop() {
        Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
        return new ControlLoop(
                new ClusterState(placer, CoreSettings.DEFAULT),
                placer,
                time,
                100,
                LoopObserver.NONE,
                Audit.NONE);
    }

    private ControlThreads threads() {
        Release release =
                new Release(
                        Mandate.claim(disk),
                        new PublishedView(Snapshot.EMPTY, 10),
                        _ -> EffectOutlet.Delivery.NO_SESSION,
                        LoopObserver.NONE,
                        Audit.NONE);
        return ControlThreads.start(this::byHand, loop, release, () -> ends.add("end"));
    }

    private Repetition byHand(String name, Turns taken) {
        turns.put(name, taken);
        return new Repetition() {
            @Override
            public void nudge() {}

            @Override
            public boolean ended() {
                return taken.ended();
            }

            @Override
            public void await(Duration atMost) {
                for (int turn = 0; turn < 100 && !taken.ended(); turn++) {
                    turns.values().forEach(Turns::turn);
                }
            }
        };
    }

    /** Remembers who served when. */
    private static final class Disk implements Store {
        private final List<Boolean> written = new ArrayList<>();
        private boolean full;
        private boolean broken;
        private boolean deposed;

        @Override
        public Term begin() {
            return Term.NONE.next();
        }

        @Override
        public Snapshot load() {
            return Snapshot.EMPTY;
        }

        @Override
        public void commit(Term term, List<Change> changes) {
            if (full) {
                throw StoreException.full("no room", null);
            } else if (broken) {
                throw new StoreException("broken, as it was told", null);
            } else if (deposed) {
                throw StoreException.deposed(term, term.next());
            }
            for (Change change : changes) {
                if (change instanceof Change.ServingSet set) {
                    written.add(set.serving());
                }
            }
        }

        @Override
        public void close() {}
    }
}
