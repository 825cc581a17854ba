package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Command.StopWorkloads.Reach;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many stops by one command: of which workloads, and of all or none. */
class StopWorkloadsTest {
    private static final Caller ANNA = operator("anna");
    private static final Caller BERT = operator("bert");
    private static final WorkloadChoice ALL = WorkloadChoice.ALL;

    private final Cluster cluster = new Cluster();

    /** 1 starts, of anna; 2 runs, of bert and an hour younger; 3 waits; 4 has ended. */
    @BeforeEach
    void fill() {
        var session = cluster.register(1, 3);
        submit(ANNA, 1, 1, Map.of("run", "a"));
        submit(BERT, 4, 1, Map.of("run", "b"));
        cluster.report(1, session, 4, WorkloadState.RUNNING);
        cluster.report(1, session, 4, WorkloadState.COMPLETED);
        cluster.pass(Duration.ofMinutes(10));
        submit(BERT, 2, 1, Map.of("run", "b"));
        cluster.report(1, session, 2, WorkloadState.RUNNING);
        submit(ANNA, 3, 5, Map.of("run", "b", "more", "yes"));
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(choice(List.of(WorkloadState.PENDING), null, null), List.of(3)),
                Arguments.of(
                        choice(List.of(WorkloadState.PENDING, WorkloadState.RUNNING), null, null),
                        List.of(2, 3)),
                Arguments.of(choice(List.of(), "anna", null), List.of(1, 3)),
                Arguments.of(choice(List.of(), "carl", null), List.of()),
                Arguments.of(choice(List.of(), null, Map.of("run", "b")), List.of(2, 3)),
                Arguments.of(
                        choice(List.of(), "bert", Map.of("run", "b", "more", "yes")), List.of()),
                Arguments.of(
                        new WorkloadChoice(
                                List.of(), Cluster.node(1), null, Map.of(), null, null, null, null),
                        List.of(1, 2)),
                Arguments.of(aged(Duration.ofMinutes(5), null), List.of(1)),
                Arguments.of(aged(null, Duration.ofMinutes(5)), List.of(2, 3)));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void stopsThoseOfTheChoiceThatHaveNotEnded(WorkloadChoice choice, List<Integer> stopped) {
        Outcome outcome = stop(choice, Reach.ALL, null);

        assertThat(outcome).isEqualTo(new Outcome.StopsOrdered(stopped.size()));
        assertThat(stoppedOnes()).isEqualTo(stopped);
    }

    static Stream<Arguments> reaches() {
        Principal anna = ANNA.principal();
        return Stream.of(
                Arguments.of(Reach.ALL, List.of(2, 3)),
                Arguments.of(new Reach(null, anna), List.of(3)),
                Arguments.of(new Reach(null, new Principal.Operator(null)), List.of()),
                Arguments.of(new Reach(List.of("default"), null), List.of(2, 3)),
                Arguments.of(new Reach(List.of("other"), null), List.of()),
                Arguments.of(new Reach(List.of(), anna), List.of()));
    }

    @ParameterizedTest
    @MethodSource("reaches")
    void stopsNothingOutOfReach(Reach reach, List<Integer> stopped) {
        Outcome outcome = stop(choice(List.of(), null, Map.of("run", "b")), reach, stopped.size());

        assertThat(outcome).isEqualTo(new Outcome.StopsOrdered(stopped.size()));
        assertThat(stoppedOnes()).isEqualTo(stopped);
    }

    @Test
    void stopsNoneWhereThereAreOthersByNow() {
        Outcome outcome = stop(choice(List.of(), "anna", null), Reach.ALL, 1);

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Refused(
                                ErrorCode.CONFLICT,
                                "the selector holds for 2 workloads by now, and 1 were expected;"
                                        + " none was stopped"));
        assertThat(stoppedOnes()).isEmpty();
    }

    @Test
    void takesNoEmptyChoice() {
        assertThat(stop(ALL, Reach.ALL, null))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        why -> assertThat(why.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void stopsNoneOfTooMany() {
        int many = Command.StopWorkloads.MOST + 1;
        submitC(many);

        Outcome outcome = stop(choice(List.of(), null, Map.of("run", "c")), Reach.ALL, many);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(stoppedOnes()).isEmpty();
    }

    @Test
    void stopsAsManyAsAreStoppedAtOnce() {
        int many = Command.StopWorkloads.MOST;
        submitC(many);
        long before = allocated();

        Outcome outcome = stop(choice(List.of(), null, Map.of("run", "c")), Reach.ALL, many);

        assertThat(outcome).isEqualTo(new Outcome.StopsOrdered(many));
        // What came of those before it is not copied for each.
        assertThat((allocated() - before) / many).isLessThan(20_000);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private void submitC(int many) {
        IntStream.range(0, many)
                .mapToObj(i -> submission(100 + i, 5, Map.of("run", "c")))
                .forEach(wish -> cluster.state.apply(BERT, wish, cluster.now()));
    }

    /** Those that end with another are not stopped a second time. */
    @Test
    void stopsAllWorkersOfAGroup() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        SchedulingRequirements gang =
                new SchedulingRequirements(
                        none.gates(),
                        none.gpu(),
                        none.node(),
                        none.neighbours(),
                        none.queue(),
                        new Parallel(3, 3, CompletionMode.INDEXED, 0, null),
                        new Gang(3, 3, null),
                        null);
        cluster.queue(10, Cluster.spec(5, gang));
        WorkloadChoice group =
                new WorkloadChoice(
                        List.of(), null, Cluster.workload(10), Map.of(), null, null, null, null);

        assertThat(stop(group, Reach.ALL, 3)).isEqualTo(new Outcome.StopsOrdered(3));
        assertThat(stop(group, Reach.ALL, 0)).isEqualTo(new Outcome.StopsOrdered(0));
        assertThat(cluster.stateOf(10)).isEqualTo(WorkloadState.STOPPED);
    }

    private Outcome stop(WorkloadChoice choice, Reach reach, @Nullable Integer expected) {
        return cluster.apply(ANNA, new Command.StopWorkloads(choice, reach, false, expected));
    }

    private List<Integer> stoppedOnes() {
        return Stream.of(1, 2, 3)
                .filter(number ->
                        cluster.stateOf(number) == WorkloadState.STOPPED
                                || (cluster.record(number) instanceof Held held
                                        && held.stop() != null))
                .toList();
    }

    private void submit(Caller caller, int number, int gpus, Map<String, String> labels) {
        cluster.apply(caller, submission(number, gpus, labels));
    }

    private static Command.SubmitWorkload submission(
            int number, int gpus, Map<String, String> labels) {
        WorkloadSpec spec =
                new WorkloadSpec(
                        "img",
                        List.of("run"),
                        Map.of(),
                        gpus,
                        0,
                        0,
                        labels,
                        SchedulingRequirements.NONE);
        return new Command.SubmitWorkload(Cluster.workload(number), spec, null, true);
    }

    private static WorkloadChoice choice(
            List<WorkloadState> states,
            @Nullable String owner,
            @Nullable Map<String, String> labels) {
        return new WorkloadChoice(
                states, null, null, labels == null ? Map.of() : labels, null, owner, null, null);
    }

    private static WorkloadChoice aged(@Nullable Duration min, @Nullable Duration max) {
        return new WorkloadChoice(List.of(), null, null, Map.of(), null, null, min, max);
    }

    private static Caller operator(String name) {
        return new Caller(new Principal.Operator(name), "api", "192.0.2.1", false, null);
    }
}
