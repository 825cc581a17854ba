package dev.clawgateway.simulation.referee.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.Rules;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CoverageTest {
    private final Counter counter = new Counter();
    private final History history = new History(Rules.DEFAULT);

    private void hear(Fact fact) {
        history.take(1, fact);
        counter.hear(fact, history);
    }

    private long counted(String group, String name) {
        return counter.coverage().counts().get(group).getOrDefault(name, 0L);
    }

    @Test
    void countsWhatIsAskedAndRefused() {
        hear(new OperatorFact.Asked("op", 1, new CliRequest.SetServing(true)));
        hear(new OperatorFact.Answered("op", 1, new CliReply.Failure(1006, "no", null)));

        assertThat(counted(Expected.REQUEST, "SetServing")).isEqualTo(1);
        assertThat(counted(Expected.REFUSAL, "1006")).isEqualTo(1);
        assertThat(counted(Expected.REFUSAL_OF, "set_serving + 1006")).isEqualTo(1);
    }

    @Test
    void countsAStepThatFallsIntoAFault() {
        hear(new WorldFact.StepBegan(1, "GatewayDeed.CRASH"));
        hear(new WorldFact.FaultBegan("GatewayDeed.CRASH", ""));
        for (int step = 2; step < 9; step++) {
            hear(new WorldFact.StepBegan(step, "Submit"));
        }

        assertThat(counted(Expected.FAULT_STEP, "GatewayDeed.CRASH + Submit")).isEqualTo(5);
    }

    @Test
    void countsTheMovesOfAWorkloadOnce() {
        List<Event> events =
                List.of(
                        event(1, Event.Kind.WORKLOAD_SUBMITTED, "process"),
                        event(2, Event.Kind.WORKLOAD_ASSIGNED, "node x"),
                        event(3, Event.Kind.WORKLOAD_STATE, "failed"));

        hear(new WorldFact.HistoryRead(events));
        hear(new WorldFact.HistoryRead(events));

        assertThat(counted(Expected.MOVE, "pending + starting")).isEqualTo(1);
        assertThat(counted(Expected.MOVE, "starting + failed")).isEqualTo(1);
        assertThat(counted(Expected.STATE_EVENT, "starting + workload_state")).isEqualTo(1);
    }

    @Test
    void knowsNoStateAfterEventsThatNobodyRead() {
        hear(new WorldFact.HistoryRead(List.of(event(1, Event.Kind.WORKLOAD_SUBMITTED, ""))));
        hear(
                new WorldFact.HistoryRead(
                        List.of(
                                event(7, Event.Kind.WORKLOAD_STATE, "running"),
                                event(8, Event.Kind.WORKLOAD_STATE, "completed"))));

        assertThat(counted(Expected.MOVE, "running + completed")).isEqualTo(1);
        assertThat(counted(Expected.MOVE, "pending + running")).isZero();
    }

    private static Event event(long number, Event.Kind kind, String detail) {
        return new Event(
                number,
                Instant.EPOCH,
                kind,
                new Subject.Workload(new WorkloadId(new UUID(0, 1))),
                null,
                null,
                detail);
    }

    @Test
    void showsFirstWhatNeverOccurredAndWhy() {
        hear(new OperatorFact.Asked("op", 1, new CliRequest.SetServing(true)));

        CoverageTable table =
                new CoverageTable(
                        counter.coverage(), Reasons.of("# why\noperator asks|GetMolt*|not built"));

        assertThat(table.unexplained())
                .anyMatch(absent -> absent.name().equals("DrainNode"))
                .noneMatch(absent -> absent.name().equals("GetMoltStatus"))
                .noneMatch(absent -> absent.name().equals("SetServing"));
        assertThat(table.markdown("2 seeds"))
                .contains("from 2 seeds.")
                .contains("| operator asks | GetMoltStatus | not built |")
                .contains("| operator asks | DrainNode | **no reason is known** |")
                .contains("| operator asks | SetServing 1 |");
    }

    @Test
    void findsAReasonThatDoesNotHold() {
        hear(new OperatorFact.Asked("op", 1, new CliRequest.SetServing(true)));

        CoverageTable table =
                new CoverageTable(
                        counter.coverage(), Reasons.of("operator asks|Set*|nobody would"));

        assertThat(table.inSpite()).containsExactly("operator asks: SetServing");
        assertThat(table.markdown("2 seeds"))
                .contains("in spite of a reason: operator asks: SetServing.");
    }

    @Test
    void knowsEveryRecordOfASealedFamily() {
        assertThat(Expected.records(Fact.class))
                .contains("MachineFact.Ran", "LinkFact.Opened", "WorldFact.Rested")
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesALineThatIsNoReason() {
        assertThatThrownBy(() -> Reasons.of("a line"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a line");
    }

    @Test
    void hasReasonsForTheSimulation() {
        assertThat(Reasons.ofSimulation().why(Expected.REFUSAL, "1007")).contains("not built");
    }
}
