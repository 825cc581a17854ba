package dev.clawgateway.client.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.simulation.FleetChecker.Run;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every promise is broken once, and noticed. */
class FleetCheckerTest {
    private static final NodeId NODE = new NodeId(new UUID(0, 1));
    private static final NodeId OTHER = new NodeId(new UUID(0, 2));
    private static final Run FIRST = new Run(new WorkloadId(new UUID(1, 1)), 1);
    private static final Run SECOND = new Run(new WorkloadId(new UUID(1, 2)), 1);

    private final FleetChecker checker = new FleetChecker();

    @Test
    void isContentWithAnOrderlyGateway() {
        checker.started(NODE, 2, FIRST, 1, List.of(0));
        checker.started(NODE, 2, SECOND, 1, List.of(1));
        checker.ended(NODE, FIRST, List.of(0), WorkloadState.COMPLETED);
        checker.started(NODE, 2, new Run(FIRST.workload(), 2), 1, List.of(0));
        checker.compare(FIRST.workload(), WorkloadState.COMPLETED);

        assertThat(checker.violations()).isEmpty();
    }

    @Test
    void noticesAGpuGivenToTwo() {
        checker.started(NODE, 2, FIRST, 1, List.of(1));
        checker.started(NODE, 2, SECOND, 1, List.of(1));

        assertThat(checker.violations()).singleElement().asString().contains("GPU 1", "held it");
    }

    @Test
    void noticesAnAttemptOnTwoNodes() {
        checker.started(NODE, 2, FIRST, 1, List.of(0));
        checker.started(OTHER, 2, FIRST, 1, List.of(0));

        assertThat(checker.violations()).singleElement().asString().contains("again on");
    }

    @Test
    void noticesAGpuThatIsNotThere() {
        checker.started(NODE, 2, FIRST, 1, List.of(2));

        assertThat(checker.violations()).singleElement().asString().contains("which has 2");
    }

    @Test
    void noticesTooFewGpusAndOneGpuTwice() {
        checker.started(NODE, 4, FIRST, 2, List.of(0));
        checker.started(NODE, 4, SECOND, 2, List.of(1, 1));

        assertThat(checker.violationCount()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void noticesAnEndThatNobodyReported() {
        checker.started(NODE, 2, FIRST, 1, List.of(0));

        checker.compare(FIRST.workload(), WorkloadState.COMPLETED);

        assertThat(checker.violations()).singleElement().asString().contains("said nothing");
    }

    @Test
    void noticesAnEndThatWasReportedDifferently() {
        checker.started(NODE, 2, FIRST, 1, List.of(0));
        checker.ended(NODE, FIRST, List.of(0), WorkloadState.COMPLETED);

        checker.compare(FIRST.workload(), WorkloadState.FAILED);

        assertThat(checker.violationCount()).isEqualTo(1);
    }
}
