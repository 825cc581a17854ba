package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plain process goes only where one can run, and a container likewise. */
class KindOfWorkTest {
    private static final WorkloadSpec PROCESS = spec("process");
    private static final WorkloadSpec CONTAINER = spec("registry/train:1");

    @ParameterizedTest(name = "{0}: processes {1}, containers {2}")
    @CsvSource({
        "'',true,true",
        "process,true,false",
        "none,false,false",
        "docker,false,true",
        "containerd,false,true",
        "simulated,true,true",
        "docker process,true,true",
        "process none,true,false",
    })
    void theRuntimesOfANodeSayWhatItRuns(String runtimes, boolean processes, boolean containers) {
        OneFleet fleet = new OneFleet(node(1, split(runtimes)));

        assertThat(places(fleet, PROCESS)).isEqualTo(processes);
        assertThat(places(fleet, CONTAINER)).isEqualTo(containers);
    }

    @Test
    void whatNoNodeRunsIsNeverStartedHere() {
        OneFleet fleet = new OneFleet(node(1, List.of("docker")), node(2, List.of("none")));

        Explanation why = fleet.refuse(PROCESS);

        assertThat(why.verdict()).isEqualTo(Verdict.NEVER_HERE);
        assertThat(why.refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(RefusalReason.NO_PROCESSES);
                    assertThat(refusal.nodes()).isEqualTo(2);
                });
        assertThat(why.summary()).contains("2 of 2 nodes: runs no processes");
        assertThat(new OneFleet(node(1, List.of("process"))).reason(CONTAINER))
                .isEqualTo(RefusalReason.NO_CONTAINERS);
    }

    @Test
    void aDryRunSaysTheSame() {
        OneFleet fleet = new OneFleet(node(1, List.of("docker")));

        Placement planned = fleet.placer.plan(pending(1, PROCESS), NOW);

        assertThat(((Placement.Unplaced) planned).explanation()).isEqualTo(fleet.refuse(PROCESS));
    }

    @Test
    void whoWaitsStartsWhenItsNodeLearnsToRunIt() {
        OneFleet fleet = new OneFleet(node(1, List.of("docker")));
        fleet.placer.enqueue(pending(1, PROCESS));
        assertThat(fleet.placer.decide(NOW, 10)).isEmpty();
        assertThat(
                        Objects.requireNonNull(fleet.placer.explain(pending(1, PROCESS).id(), NOW))
                                .summary())
                .contains("runs no processes");

        fleet.placer.upsertNode(node(1, List.of("docker", "process")));

        assertThat(fleet.placer.decide(NOW, 10)).hasSize(1);
    }

    private static boolean places(OneFleet fleet, WorkloadSpec spec) {
        return fleet.placer.plan(pending(1, spec), NOW) instanceof Placement.Placed;
    }

    private static List<String> split(String runtimes) {
        return runtimes.isEmpty() ? List.of() : List.of(runtimes.split(" "));
    }

    private static WorkloadSpec spec(String image) {
        return new WorkloadSpec(image, List.of("run"), Map.of(), 0, 0, 0);
    }

    private static SchedulableNode node(int number, List<String> runtimes) {
        return Requests.node(number, new NodeCapacity(List.of(), 8000, 8192, runtimes), Map.of());
    }
}
