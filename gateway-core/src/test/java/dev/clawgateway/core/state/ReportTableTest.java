package dev.clawgateway.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every report of a node against every situation of its current attempt: what comes of it, and that
 * none leaves a workload which no report can end.
 */
class ReportTableTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int EXIT_CODE = 7;

    /** Where an attempt may stand, and who wants its end. */
    enum Situation {
        STARTING,
        STARTING_STOP_ASKED,
        STARTING_STOP_FORCED,
        STARTING_EVICTED,
        RUNNING,
        STOPPING_ITSELF,
        STOPPING_ITSELF_STOP_ASKED,
        STOPPING,
        STOPPING_FORCED,
        STOPPING_AT_TIME_LIMIT,
        STOPPING_EVICTED;

        boolean starting() {
            return name().startsWith("STARTING");
        }

        boolean evicted() {
            return name().endsWith("EVICTED");
        }

        /** Somebody wants the end of the workload, not only of this attempt. */
        boolean stopped() {
            return !evicted() && this != STARTING && this != RUNNING && this != STOPPING_ITSELF;
        }
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Situation.values())
                .flatMap(situation ->
                        Arrays.stream(WorkloadState.values())
                                .map(report -> Arguments.of(situation, report)));
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("pairs")
    void takesWhatTheTableAllows(Situation situation, WorkloadState report) {
        Attempt attempt = new Attempt(situation);
        WorkloadState before = attempt.state();

        Outcome outcome = attempt.report(report);

        assertThat(attempt.state()).isEqualTo(expected(situation, before, report));
        boolean taken = report.isFinal() || before == report || attempt.state() != before;
        assertThat(outcome instanceof Outcome.Refused).isEqualTo(!taken);
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("pairs")
    void canBeEndedWhateverWasReported(Situation situation, WorkloadState report) {
        for (WorkloadState last : WorkloadState.values()) {
            if (last.isFinal()) {
                Attempt attempt = new Attempt(situation);
                attempt.report(report);
                attempt.report(last);

                WorkloadRecord record = attempt.cluster.record(1);
                assertThat(record.state().isFinal() || record.attempt() == 2)
                        .as("%s after %s: %s", last, report, record)
                        .isTrue();
                assertThat(attempt.cluster.placer.holders())
                        .hasSize(record.state().isFinal() ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheExitCodeOfWhatCompleted(Situation situation) {
        Attempt attempt = new Attempt(situation);

        attempt.report(WorkloadState.COMPLETED);

        WorkloadRecord record = attempt.cluster.record(1);
        assertThat(record.exitCode()).isEqualTo(EXIT_CODE);
        assertThat(record.startedAt()).isNotNull();
        assertThat(record.finishedAt()).isNotNull();
    }

    private static WorkloadState expected(
            Situation situation, WorkloadState before, WorkloadState report) {
        return switch (report) {
            case PENDING, STARTING -> before;
            case RUNNING -> {
                if (situation == Situation.STARTING) {
                    yield WorkloadState.RUNNING;
                }
                yield situation.starting() ? WorkloadState.STOPPING : before;
            }
            case STOPPING -> WorkloadState.STOPPING;
            case COMPLETED -> situation.stopped() ? WorkloadState.STOPPED : WorkloadState.COMPLETED;
            // The evicted one gets its next attempt at once: the device has just become free.
            case STOPPED, FAILED -> situation.evicted() ? WorkloadState.STARTING : report;
        };
    }

    /** The first attempt of a workload, brought into a situation. */
    private static final class Attempt {
        final Cluster cluster = new Cluster();
        private final SessionId session = cluster.register(1, 1);

        Attempt(Situation situation) {
            cluster.queue(1, Cluster.spec(1, Cluster.limitedTo(LIMIT)));
            if (!situation.starting()) {
                report(WorkloadState.RUNNING);
            }
            switch (situation) {
                case STARTING, RUNNING -> {}
                case STOPPING_ITSELF -> report(WorkloadState.STOPPING);
                case STOPPING_ITSELF_STOP_ASKED -> {
                    report(WorkloadState.STOPPING);
                    stop(false);
                }
                case STARTING_STOP_ASKED, STOPPING -> stop(false);
                case STARTING_STOP_FORCED, STOPPING_FORCED -> stop(true);
                case STOPPING_AT_TIME_LIMIT -> cluster.pass(LIMIT);
                case STARTING_EVICTED, STOPPING_EVICTED -> cluster.evict(1);
            }
        }

        WorkloadState state() {
            return cluster.stateOf(1);
        }

        Outcome report(WorkloadState state) {
            Integer exit = state.isFinal() ? EXIT_CODE : null;
            return cluster.report(1, session, 1, 1, state, exit, null);
        }

        private void stop(boolean force) {
            cluster.apply(new Command.StopWorkload(Cluster.workload(1), force));
        }
    }
}
