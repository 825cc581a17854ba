package dev.clawgateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.control.access.Audit;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.PastUse;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.state.ClusterState;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.scheduler.SchedulerOptions;
import dev.clawgateway.scheduler.Schedulers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One turn at a time, with the store thread's part taken by hand. */
class ControlLoopTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final WorkloadId WORKLOAD = new WorkloadId(new UUID(2, 1));

    private final ManualTime time = new ManualTime();
    private final RememberingStore store = new RememberingStore();
    private final PublishedView view = new PublishedView(Snapshot.EMPTY, 100);
    private final List<Object> sent = new ArrayList<>();
    private final List<Batch> handedOver = new ArrayList<>();
    private EffectOutlet.Delivery delivery = EffectOutlet.Delivery.QUEUED;
    private final ControlLoop loop = loop(16);
    private final Release release =
            new Release(Mandate.claim(store), view, this::deliver, LoopObserver.NONE, Audit.NONE);

    @Test
    void sendsAndAnswersNothingBeforeTheBatchIsDurable() {
        register();
        List<Outcome> answers = new ArrayList<>();

        loop.offer(Caller.GATEWAY, submit(), verdict -> answers.add(verdict.outcome()));
        loop.turn(handedOver::add);
        List<Outcome> before = List.copyOf(answers);
        List<Object> sentBefore = List.copyOf(sent);
        handedOver.forEach(release::run);

        assertThat(before).isEmpty();
        assertThat(sentBefore).isEmpty();
        assertThat(sent).singleElement().isInstanceOf(Effect.Start.class);
        assertThat(answers).containsExactly(new Outcome.Placed(WORKLOAD, NODE));
        assertThat(store.workloads().get(WORKLOAD)).isEqualTo(view.workload(WORKLOAD));
    }

    @Test
    void sendsNothingOfABatchThatDidNotLand() {
        register();
        List<Outcome> answers = new ArrayList<>();
        loop.offer(Caller.GATEWAY, submit(), verdict -> answers.add(verdict.outcome()));
        loop.turn(handedOver::add);
        store.failNext(RememberingStore.Fault.LOSES_THE_BATCH);

        assertThatThrownBy(() -> release.run(handedOver.getLast()))
                .isInstanceOf(StoreException.class);

        assertThat(answers).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(view.workload(WORKLOAD)).isNull();
    }

    @Test
    void takesNoMoreThanTheInboxHolds() {
        ControlLoop small = loop(2);

        assertThat(small.offer(new Command.Tick())).isTrue();
        assertThat(small.offer(new Command.Tick())).isTrue();
        assertThat(small.offer(new Command.Tick())).isFalse();
        assertThat(small.depth()).isEqualTo(2);
    }

    @Test
    void commitsEverythingQueuedAsOneBatch() {
        loop.offer(submitQueued(1));
        loop.offer(submitQueued(2));
        loop.offer(submitQueued(3));

        loop.turn(handedOver::add);

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void answersWhatWasCommittedWhenTheStartFrameHasNoRoom() {
        register();
        List<Outcome> answers = new ArrayList<>();
        delivery = EffectOutlet.Delivery.QUEUE_FULL;

        loop.offer(Caller.GATEWAY, submit(), verdict -> answers.add(verdict.outcome()));
        run();
        run();

        assertThat(answers).containsExactly(new Outcome.Placed(WORKLOAD, NODE));
        assertThat(store.workloads().get(WORKLOAD).state()).isEqualTo(WorkloadState.STARTING);

        delivery = EffectOutlet.Delivery.QUEUED;
        loop.offer(registration(2));
        run();
        assertThat(sent).anyMatch(effect -> effect instanceof Effect.Start);
    }

    @Test
    void givesAbsentNodesAWholeTimeoutAfterItStoodStillItself() {
        register();
        loop.offer(submit());
        run();
        loop.offer(new Command.SessionClosed(NODE, session(1)));
        run();

        time.advance(Duration.ofMinutes(10)); // stopped, or waiting for a disk
        run();
        WorkloadState atOnce = store.workloads().get(WORKLOAD).state();
        passTurns(CoreSettings.DEFAULT.nodeTimeout());

        assertThat(atOnce).isEqualTo(WorkloadState.STARTING);
        assertThat(store.workloads().get(WORKLOAD).state()).isEqualTo(WorkloadState.FAILED);
        assertThat(store.events())
                .filteredOn(event -> event.kind() == Event.Kind.NODE_LOST)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.detail()).isEqualTo("1 workload: " + WORKLOAD));
    }

    @Test
    void keepsAWorkloadWhoseNodeIsGoneForItsReturn() {
        register();
        delivery = EffectOutlet.Delivery.NO_SESSION;

        loop.offer(submit());
        run();
        run();

        assertThat(store.workloads().get(WORKLOAD).state()).isEqualTo(WorkloadState.STARTING);
    }

    @Test
    void storesPastUseWithABatchThatIsStoredAnyway() {
        register();
        loop.offer(submit());
        run();
        time.advance(Duration.ofMinutes(9));
        run();
        PastUseRecord idle = store.load().pastUse();

        loop.offer(submitQueued(1));
        run();

        assertThat(idle).isEqualTo(PastUseRecord.NONE);
        PastUseRecord stored = store.load().pastUse();
        assertThat(stored.at()).isEqualTo(time.now());
        assertThat(stored.clusters()).extracting(PastUse::cluster).containsExactly("default");
    }

    @Test
    void answersQuestionsAboutPlacement() {
        List<Placer> asked = new ArrayList<>();

        loop.ask(asked::add);
        loop.turn(handedOver::add);

        assertThat(asked).hasSize(1);
    }

    @Test
    void handsNothingOverWhenNothingWasDue() {
        register();

        time.advance(Duration.ofSeconds(1));
        loop.turn(handedOver::add);

        assertThat(handedOver).isEmpty();
    }

    @Test
    void restsWhileNothingWaitsUntilSomethingIsDue() {
        register();
        Duration idle = loop.pause();
        loop.offer(submit());
        run();
        passTurns(CoreSettings.DEFAULT.startTimeout().minusSeconds(2));
        time.advance(Duration.ofMillis(600));
        run();
        Duration almost = loop.pause();

        time.advance(Duration.ofMillis(400));
        run();

        assertThat(idle).isEqualTo(Duration.ofSeconds(1));
        assertThat(almost).isEqualTo(Duration.ofMillis(400));
        assertThat(store.workloads().get(WORKLOAD).state()).isEqualTo(WorkloadState.FAILED);
    }

    @Test
    void goesByOtherSettingsFromItsNextTurnOnHoweverFullItIs() {
        register();
        loop.offer(submit());
        run();
        while (loop.offer(new Command.Tick())) {} // nothing more is taken
        CoreSettings usual = CoreSettings.DEFAULT;
        List<Placer> told = new ArrayList<>();

        loop.change(new LoopSettings(starting(usual.startTimeout()), told::add));
        loop.change(new LoopSettings(starting(Duration.ofSeconds(5)), told::add));
        boolean idle = loop.idle();
        run();
        passTurns(Duration.ofSeconds(6));

        assertThat(idle).isFalse();
        assertThat(told).as("the last before a turn counts").hasSize(1);
        assertThat(store.workloads().get(WORKLOAD).state()).isEqualTo(WorkloadState.FAILED);
    }

    private static CoreSettings starting(Duration within) {
        CoreSettings usual = CoreSettings.DEFAULT;
        return new CoreSettings(
                usual.nodeTimeout(),
                within,
                usual.stopTimeout(),
                usual.stopGrace(),
                usual.forgetNodeAfter(),
                usual.keepFinished(),
                usual.maxNodes(),
                usual.maxWorkloads(),
                usual.maxEvents(),
                usual.undeclaredClusters());
    }

    @Test
    void looksOftenAtWhatWaits() {
        loop.offer(submitQueued(1));
        run();

        assertThat(loop.pause()).isEqualTo(Duration.ofMillis(250));
    }

    private ControlLoop loop(int capacity) {
        Placer placer = Schedulers.create(SchedulerOptions.DEFAULT);
        return new ControlLoop(
                new ClusterState(placer, CoreSettings.DEFAULT),
                placer,
                time,
                capacity,
                LoopObserver.NONE,
                Audit.NONE);
    }

    private void register() {
        loop.offer(registration(1));
        run();
        sent.clear();
        handedOver.clear();
    }

    private static SessionId session(long epoch) {
        return new SessionId("gateway", epoch);
    }

    private static Command<?> registration(long epoch) {
        return new Command.RegisterNode(
                NODE,
                session(epoch),
                "node-1",
                new NodeCapacity(
                        List.of(new Gpu(0, "L40S", 46_068, "GPU-1")), 48_000, 257_024, List.of()),
                NodeRecord.Marks.NONE,
                null);
    }

    private void passTurns(Duration duration) {
        for (long second = 0; second <= duration.toSeconds(); second++) {
            time.advance(Duration.ofSeconds(1));
            run();
        }
    }

    private void run() {
        loop.turn(release::run);
    }

    private static Command<?> submit() {
        return new Command.SubmitWorkload(
                WORKLOAD, new WorkloadSpec("img", List.of(), Map.of(), 1, 1024, 1000), null, false);
    }

    private static Command<?> submitQueued(int number) {
        return new Command.SubmitWorkload(
                new WorkloadId(new UUID(3, number)),
                new WorkloadSpec("img", List.of(), Map.of(), 1, 1024, 1000),
                null,
                true);
    }

    private EffectOutlet.Delivery deliver(Effect effect) {
        if (delivery == EffectOutlet.Delivery.QUEUED) {
            sent.add(effect);
        }
        return delivery;
    }
}
