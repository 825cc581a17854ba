package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GPU that is not well gets no new work, alone. */
class UnfitGpuTest {
    private static final String POLICIES = "best_fit";

    @ParameterizedTest
    @ValueSource(strings = {POLICIES, "spread", "random", "least_fragmentation", "bin_pack"})
    void isLeftOutAlone(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(ill(node(1, 4, "H100"), 1));

        placer.enqueue(pending(1, spec(3)));

        assertThat(gpus(placer)).containsExactly(0, 2, 3);
        placer.enqueue(pending(2, spec(1)));
        assertThat(gpus(placer)).isEmpty();
        placer.upsertNode(node(1, 4, "H100"));
        assertThat(gpus(placer)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {POLICIES, "least_fragmentation"})
    void isNotGivenOutAgainByWhoHoldsIt(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(node(1, 2, "H100"));
        placer.enqueue(pending(1, spec(2)));
        assertThat(gpus(placer)).containsExactly(0, 1);

        placer.upsertNode(ill(node(1, 2, "H100"), 0));
        placer.enqueue(pending(2, spec(share(500, 0))));
        assertThat(gpus(placer)).isEmpty();
        placer.release(workloadId(1));

        assertThat(gpus(placer)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {POLICIES, "least_fragmentation"})
    void isAReasonToWaitAndNotForEver(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        placer.upsertNode(ill(node(1, 4, "H100"), 1));
        placer.enqueue(pending(1, spec(4)));
        assertThat(gpus(placer)).isEmpty();

        Explanation why = Objects.requireNonNull(placer.explain(workloadId(1), NOW));

        assertThat(why.verdict()).isEqualTo(Explanation.Verdict.NOT_NOW);
        assertThat(why.refusals())
                .extracting(Refusal::reason)
                .containsExactly(RefusalReason.GPU_UNHEALTHY);
    }

    /** Which of its GPUs it takes is not for us to say. */
    @ParameterizedTest
    @ValueSource(strings = {POLICIES, "least_fragmentation"})
    void keepsAllOfWhoPicksGpusItself(String policy) {
        Placer placer = Schedulers.create(new SchedulerOptions(policy, 7));
        SchedulableNode node = node(1, 4, "H100");
        SchedulableNode counted = with(node, node.capacity().with(DeviceChoice.COUNTED));
        placer.upsertNode(ill(counted, 1));

        placer.enqueue(pending(1, spec(1)));

        assertThat(gpus(placer)).isEmpty();
        placer.upsertNode(counted);
        assertThat(gpus(placer)).hasSize(1);
    }

    private static List<Integer> gpus(Placer placer) {
        return placer.decide(NOW, 10).stream()
                .map(Decision.Start.class::cast)
                .flatMap(start -> start.assignments().stream())
                .flatMap(one -> one.allocation().gpuIndexes().stream())
                .sorted()
                .toList();
    }
}
