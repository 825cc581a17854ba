package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.at;
import static dev.clawgateway.scheduler.Requests.models;
import static dev.clawgateway.scheduler.Requests.node;
import static dev.clawgateway.scheduler.Requests.pending;
import static dev.clawgateway.scheduler.Requests.spec;
import static dev.clawgateway.scheduler.Requests.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Decision;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that change while the engine runs. */
class ChangedOptionsTest {
    private final Placer placer = Schedulers.create(options("spread", Duration.ofMinutes(1)));

    private static SchedulerOptions options(String policy, Duration protection) {
        return new SchedulerOptions(
                policy, 7, protection, Duration.ofDays(1), 1, Duration.ZERO, 256);
    }

    private long placed(long number) {
        return placed(number, spec(1));
    }

    private long placed(long number, WorkloadSpec spec) {
        Placement placement = placer.place(pending(number, spec), NOW);
        return ((Placement.Placed) placement)
                .assignments()
                .getFirst()
                .allocation()
                .node()
                .value()
                .getLeastSignificantBits();
    }

    @Test
    void anotherPolicyCountsForWhoeverComesNext() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 8, "H100"));
        long first = placed(1);
        long apart = placed(2);

        Schedulers.change(placer, options("best_fit", Duration.ofMinutes(1)));
        long packed = placed(3);
        Schedulers.change(placer, options("spread", Duration.ofMinutes(1)));
        long apartAgain = placed(4);

        assertThat(apart).isNotEqualTo(first);
        assertThat(apartAgain).isNotEqualTo(packed);
    }

    /** Their plain count is 0, and so may be what they need beside the GPUs. */
    @Test
    void anotherPolicyCountsForGpusAskedForByKindAlone() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 8, "H100"));
        WorkloadSpec byKind =
                new WorkloadSpec("image", List.of(), Map.of(), 0, 0, 0)
                        .with(SchedulingRequirements.NONE.with(models(1, null, "H100")));
        long first = placed(1, byKind);

        Schedulers.change(placer, options("best_fit", Duration.ofMinutes(1)));

        assertThat(placed(2, byKind)).isEqualTo(first);
    }

    @Test
    void whatReservesNothingIsSpreadWhateverThePolicy() {
        placer.upsertNode(node(1, 8, "H100"));
        placer.upsertNode(node(2, 8, "H100"));
        WorkloadSpec nothing = new WorkloadSpec("image", List.of(), Map.of(), 0, 0, 0);
        long first = placed(1, nothing);

        Schedulers.change(placer, options("best_fit", Duration.ofMinutes(1)));

        assertThat(placed(2, nothing)).isNotEqualTo(first);
    }

    @Test
    void aShorterProtectionCountsForThoseWhoRun() {
        placer.upsertNode(node(1, 1, "H100"));
        placer.place(pending(1, spec(1, terms("default", 0))), NOW);
        placer.enqueue(pending(9, spec(1, terms("default", 1))));
        assertThat(placer.decide(at(Duration.ofSeconds(10)), 10)).isEmpty();

        Schedulers.change(placer, options("spread", Duration.ofSeconds(5)));

        assertThat(placer.decide(at(Duration.ofSeconds(11)), 10))
                .hasSize(1)
                .allMatch(Decision.Evict.class::isInstance);
    }

    @Test
    void aLongerProtectionCountsForThoseWhoRunAndEndsOneDay() {
        Placer bare = Schedulers.create(options("spread", Duration.ZERO));
        bare.upsertNode(node(1, 1, "H100"));
        bare.place(pending(1, spec(1, terms("default", 0))), NOW);

        Schedulers.change(bare, options("spread", Duration.ofMinutes(1)));
        bare.enqueue(pending(9, spec(1, terms("default", 1))));

        assertThat(bare.decide(at(Duration.ofSeconds(59)), 10)).isEmpty();
        assertThat(bare.decide(at(Duration.ofSeconds(61)), 10)).hasSize(1);
    }
}
