package dev.clawgateway.scheduler;

import static dev.clawgateway.scheduler.Requests.NOW;
import static dev.clawgateway.scheduler.Requests.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;

/** An engine with a few nodes, and short ways to ask it; {@code best_fit} unless told otherwise. */
final class OneFleet {
    static final String H100 = "NVIDIA H100 80GB HBM3";
    static final String A100 = "NVIDIA A100-SXM4-40GB";

    final Placer placer;
    private long ids = 1000;

    OneFleet(String policy, SchedulableNode... nodes) {
        this(Schedulers.create(new SchedulerOptions(policy, 7)), nodes);
    }

    OneFleet(Placer placer, SchedulableNode... nodes) {
        this.placer = placer;
        List.of(nodes).forEach(placer::upsertNode);
    }

    OneFleet(SchedulableNode... nodes) {
        this("best_fit", nodes);
    }

    /** Where and on what it is placed, which it must be. */
    Allocation place(WorkloadSpec spec) {
        return place(pending(ids++, spec)).getFirst().allocation();
    }

    List<Assignment> place(PendingWorkload request) {
        Placement placement = placer.place(request, NOW);

        assertThat(placement).isInstanceOf(Placement.Placed.class);
        return ((Placement.Placed) placement).assignments();
    }

    /** The number of the node it is placed on, which it must be. */
    long nodeOf(WorkloadSpec spec) {
        return place(spec).node().value().getLeastSignificantBits();
    }

    /** Indexes of the GPUs it is placed on, which it must be. */
    List<Integer> gpusOf(WorkloadSpec spec) {
        return place(spec).gpuIndexes();
    }

    /** Why it is not placed, which it must not be. */
    Explanation refuse(WorkloadSpec spec) {
        return refuse(pending(ids++, spec));
    }

    Explanation refuse(PendingWorkload request) {
        Placement placement = placer.place(request, NOW);

        assertThat(placement).isInstanceOf(Placement.Unplaced.class);
        return ((Placement.Unplaced) placement).explanation();
    }

    /** The reason the only node gives; the verdict must go with it. */
    RefusalReason reason(WorkloadSpec spec) {
        Explanation explanation = refuse(spec);

        assertThat(explanation.refusals()).hasSize(1);
        Refusal refusal = explanation.refusals().getFirst();
        assertThat(refusal.nodes()).isEqualTo(explanation.nodes()).isEqualTo(1);
        assertThat(explanation.verdict() == Explanation.Verdict.NOT_NOW)
                .isEqualTo(refusal.reason().waitingHelps());
        return refusal.reason();
    }
}
