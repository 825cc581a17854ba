package dev.clawgateway.core.state;

import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.RestartPolicy.When;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whatever can meet a workload: reports, commands, decisions of the engine, timeouts, its node. */
enum LifeEvent {
    SAYS_STARTING("its node says `starting`", life -> life.report(WorkloadState.STARTING)),
    SAYS_RUNNING("its node says `running`", life -> life.report(WorkloadState.RUNNING)),
    SAYS_STOPPING("its node says `stopping`", life -> life.report(WorkloadState.STOPPING)),
    SAYS_STOPPED("its node says `stopped`", life -> life.report(WorkloadState.STOPPED)),
    SAYS_COMPLETED("its node says `completed`", life -> life.report(WorkloadState.COMPLETED)),
    SAYS_FAILED("its node says `failed`", life -> life.report(WorkloadState.FAILED)),
    FAILS_WITH_TRIES_LEFT(
            "its node says `failed`, and it has tries left",
            life -> life.report(WorkloadState.FAILED)),
    FAILS_AND_STARTS_AGAIN(
            "its node says `failed`, and its policy starts it again",
            life -> life.report(WorkloadState.FAILED)),
    COMPLETES_AND_STARTS_AGAIN(
            "its node says `completed`, and its policy starts it again",
            life -> life.report(WorkloadState.COMPLETED)),
    SAYS_PENDING("its node says `pending`", life -> life.report(WorkloadState.PENDING)),
    SAYS_OF_ANOTHER_ATTEMPT(
            "its node says `running` of another attempt", LifeUnderTest::reportAnotherAttempt),
    SAID_ELSEWHERE("another node says `running`", LifeUnderTest::reportFromElsewhere),
    STOP("`stop`", life -> life.stop(false)),
    STOP_BY_FORCE("`stop` by force", life -> life.stop(true)),
    CLEAR_GATE(
            "a gate is cleared",
            life -> life.apply(new Command.ClearGate(LifeUnderTest.SUBJECT, "gate"))),
    PLACED("the engine places it", life -> life.start(LifeUnderTest.SUBJECT, 1)),
    EVICTED("the engine evicts it", LifeUnderTest::evict),
    NOT_STARTED_IN_TIME("start timeout", life -> life.pass(Times.SHORT)),
    NOT_STOPPED_IN_TIME("stop timeout", life -> life.pass(Times.SHORT.multipliedBy(2))),
    TIME_LIMIT("time limit", life -> life.pass(Times.SHORT)),
    KEPT_LONG_ENOUGH("time to forget", life -> life.pass(Times.SHORT)),
    SESSION_ENDS("its node's session ends", LifeUnderTest::sessionEnds),
    NODE_LOST(
            "its node is away for the node timeout",
            life -> {
                life.sessionEnds();
                life.pass(Times.SHORT);
            }),
    LOST_AND_STARTS_AGAIN(
            "its node is away for the node timeout, and its policy starts it again",
            life -> {
                life.sessionEnds();
                life.pass(Times.SHORT);
            }),
    NODE_DELETED(
            "its node is away and is deleted",
            life -> {
                life.sessionEnds();
                life.apply(new Command.DeleteNode(Cluster.node(1)));
            }),
    NODE_SILENT("its node is silent too long on an open session", LifeUnderTest::isSilent),
    RETURNS_RUNNING(
            "its node returns and says it runs it", life -> life.returns(1, WorkloadState.RUNNING)),
    RETURNS_STARTING(
            "its node returns and says it starts it",
            life -> life.returns(1, WorkloadState.STARTING)),
    RETURNS_WITHOUT("its node returns and does not run it", life -> life.returns(1, null)),
    RETURNS_MUTE(
            "its node returns and does not say what it runs", LifeUnderTest::returnsAndDoesNotSay),
    RETURNS_WITHOUT_ITS_GPU("its node returns without the GPU", life -> life.returns(0, null)),
    OTHER_WORKER_FAILED("another worker has failed for good", LifeUnderTest::otherFails),
    GANG_STARTS_AGAIN(
            "another member of its gang has failed and starts again", LifeUnderTest::otherFails),
    MARKED(
            "drain, cordon, labels, taints, conditions, maintenance, a pause of the gateway",
            LifeEvent::mark);

    /** No timeout but the one that is looked at is shorter than this. */
    private static final class Times {
        static final Duration SHORT = Duration.ofHours(1);
        static final Duration LONG = Duration.ofDays(1000);
    }

    final String words;

    @SuppressWarnings("ImmutableEnumChecker") // they keep nothing
    private final Consumer<LifeUnderTest> happens;

    LifeEvent(String words, Consumer<LifeUnderTest> happens) {
        this.words = words;
        this.happens = happens;
    }

    /**
     * Members of a gang start together; who ends for good takes others along, or has no tries left.
     */
    boolean canMeet(LifeSituation situation) {
        return switch (this) {
            case PLACED -> situation == LifeSituation.PENDING;
            case OTHER_WORKER_FAILED,
                    FAILS_WITH_TRIES_LEFT,
                    FAILS_AND_STARTS_AGAIN,
                    COMPLETES_AND_STARTS_AGAIN,
                    LOST_AND_STARTS_AGAIN ->
                    situation.compareTo(LifeSituation.STOPPED) < 0;
            case GANG_STARTS_AGAIN ->
                    situation != LifeSituation.PENDING
                            && situation.compareTo(LifeSituation.STOPPED) < 0;
            default -> true;
        };
    }

    LifeUnderTest life() {
        return new LifeUnderTest(settings(), spec());
    }

    void happen(LifeUnderTest life) {
        happens.accept(life);
    }

    private CoreSettings settings() {
        return new CoreSettings(
                this == LOST_AND_STARTS_AGAIN ? Times.SHORT : only(NODE_LOST),
                only(NOT_STARTED_IN_TIME),
                only(NOT_STOPPED_IN_TIME),
                Duration.ofSeconds(30),
                Times.LONG,
                only(KEPT_LONG_ENOUGH),
                10,
                100,
                100,
                false);
    }

    private Duration only(LifeEvent event) {
        return this == event ? Times.SHORT : Times.LONG;
    }

    private WorkloadSpec spec() {
        return switch (this) {
            case TIME_LIMIT -> Cluster.spec(1, Cluster.limitedTo(Times.SHORT));
            case FAILS_AND_STARTS_AGAIN, LOST_AND_STARTS_AGAIN ->
                    Cluster.spec(1, again(When.ON_FAILURE));
            case COMPLETES_AND_STARTS_AGAIN -> Cluster.spec(1, again(When.ALWAYS));
            case FAILS_WITH_TRIES_LEFT -> Cluster.spec(1, workers(6, null));
            case OTHER_WORKER_FAILED -> Cluster.spec(1, workers(0, null));
            case GANG_STARTS_AGAIN -> Cluster.spec(1, workers(6, new Gang(1, 2, null)));
            default -> Cluster.spec(1);
        };
    }

    private static SchedulingRequirements again(When when) {
        return SchedulingRequirements.NONE.with(RestartPolicy.of(when, null));
    }

    private static SchedulingRequirements workers(int tries, @Nullable Gang gang) {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                none.gates(),
                none.gpu(),
                none.node(),
                none.neighbours(),
                none.queue(),
                new Parallel(2, 2, CompletionMode.NON_INDEXED, tries, null),
                gang,
                none.policy());
    }

    private static void mark(LifeUnderTest life) {
        life.apply(new Command.DrainNode(Cluster.node(1), true));
        life.apply(new Command.CordonNode(Cluster.node(1), "dusty"));
        life.apply(new Command.UncordonNode(Cluster.node(1)));
        life.apply(new Command.SetNodeLabel(Cluster.node(1), "zone", "a"));
        life.apply(new Command.RemoveNodeLabel(Cluster.node(1), "zone"));
        life.apply(new Command.SetNodeTaint(Cluster.node(1), new Taint("dusty", "very")));
        life.apply(new Command.RemoveNodeTaint(Cluster.node(1), "dusty"));
        life.apply(
                new Command.SetNodeCondition(
                        Cluster.node(1), "Ready", ConditionStatus.FALSE, null));
        life.apply(new Command.SetServing(false));
        life.apply(new Command.OwnPause(Times.SHORT));
    }
}
