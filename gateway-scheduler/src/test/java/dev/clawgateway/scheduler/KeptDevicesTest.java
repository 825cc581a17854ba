package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.OneFleet.H100;
import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One was stopped for a workload that must be in zone a; its node changes before it is gone. */
class KeptDevicesTest {
    private static final Moment LATER = at(Duration.ofHours(1));

    private final OneFleet fleet = new OneFleet(in("a"));
    private final Placer placer = fleet.placer;

    private static SchedulableNode in(String zone) {
        return node(1, 2, H100, Map.of("zone", zone));
    }

    @BeforeEach
    void stopOneForAnother() {
        fleet.place(pending(1, spec(2)));
        LabelRule zoneA = new LabelRule("zone", LabelRule.Operator.IN, List.of("a"));
        NodeRequirements there =
                new NodeRequirements(Map.of(), List.of(zoneA), List.of(), List.of(), List.of());
        WorkloadSpec urgent =
                with(spec(1, terms("default", 5)), null, there, NeighbourRequirements.NONE);
        placer.enqueue(pending(2, urgent));
        assertThat(placer.decide(LATER, 10)).hasSize(1).first().isInstanceOf(Decision.Evict.class);
    }

    @Test
    void startsWhereTheOtherWas() {
        placer.release(workloadId(1));

        List<Decision> decisions = placer.decide(LATER, 10);

        assertThat(decisions).hasSize(1).first().isInstanceOf(Decision.Start.class);
    }

    @Test
    void doesNotStartWhereTheLabelIsNoLongerTrue() {
        placer.upsertNode(in("b"));
        placer.release(workloadId(1));

        List<Decision> decisions = placer.decide(LATER, 10);

        assertThat(decisions).isEmpty();
    }

    @Test
    void waitsInTheQueueAgainAndStartsElsewhere() {
        placer.upsertNode(in("b"));
        placer.release(workloadId(1));
        placer.decide(LATER, 10);
        placer.upsertNode(node(3, 2, H100, Map.of("zone", "a")));

        List<Decision> decisions = placer.decide(LATER, 10);

        assertThat(decisions).hasSize(1).first().isInstanceOf(Decision.Start.class);
    }
}
