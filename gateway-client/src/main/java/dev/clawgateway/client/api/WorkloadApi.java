package dev.clawgateway.client.api;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Workloads: submitting, watching and stopping them. */
public interface WorkloadApi {
    /**
     * Submits a workload.
     *
     * @param node the only one that may run it; null lets the gateway choose
     * @param queue true keeps it waiting when nothing fits now, instead of refusing it
     */
    Submitted submit(@Nullable NodeId node, WorkloadSpec spec, boolean queue);

    /** Where would it run? Nothing is started or kept. */
    PlacementPlan plan(@Nullable NodeId node, WorkloadSpec spec);

    /** All that the query is about, however many. */
    List<WorkloadView> list(WorkloadQuery query);

    /**
     * The same bit by bit, the first few hundred before the others are asked for.
     *
     * @param part gets them in order, before the next are asked for; none is empty. Once it returns
     *     false, no more are asked for
     */
    void each(WorkloadQuery query, Predicate<List<WorkloadView>> part);

    /** How many the query is about. */
    long count(WorkloadQuery query);

    WorkloadView get(WorkloadId workload);

    /** Why does it wait, or why does it run where it runs? */
    ExplanationView explain(WorkloadId workload);

    /** Where it stands with the scheduler, and which gates hold it. */
    SchedulingView scheduling(WorkloadId workload);

    /**
     * Asks for its end.
     *
     * @param force without a grace period
     */
    Done.StopAccepted stop(WorkloadId workload, boolean force);

    /** What it printed, as far as the gateway keeps it. */
    OutputPart output(OutputPart.Query query);
}
