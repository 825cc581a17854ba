package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.Done;
import dev.clawgateway.client.api.ExplanationView;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.PlacementPlan;
import dev.clawgateway.client.api.SchedulingView;
import dev.clawgateway.client.api.Submitted;
import dev.clawgateway.client.api.WorkloadApi;
import dev.clawgateway.client.api.WorkloadQuery;
import dev.clawgateway.client.api.WorkloadView;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.WantedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Workloads, over the claw dialect. */
record ClawWorkloads(Questions questions) implements WorkloadApi {
    /** As many as somebody looks at, so that they are there at once. */
    private static final WantedPart FIRST_FEW = new WantedPart(500L, null);

    @Override
    public Submitted submit(@Nullable NodeId node, WorkloadSpec spec, boolean queue) {
        CliReply reply = questions.ask(new CliRequest.StartWorkload(node, spec, queue));
        if (reply instanceof CliReply.WorkloadStarted started) {
            return new Submitted.Placed(started.workloadId(), started.nodeId());
        } else if (reply instanceof CliReply.SchedulingStatus waiting) {
            return QueueWire.view(waiting);
        }
        throw Questions.unexpected(reply);
    }

    @Override
    public PlacementPlan plan(@Nullable NodeId node, WorkloadSpec spec) {
        CliRequest request = new CliRequest.PlanWorkload(node, spec);
        return PlacementWire.view(questions.ask(request, CliReply.Plan.class));
    }

    @Override
    public List<WorkloadView> list(WorkloadQuery query) {
        List<WorkloadView> all = new ArrayList<>();
        walk(query, WantedPart.FIRST, all::addAll);
        return all;
    }

    @Override
    public void each(WorkloadQuery query, Predicate<List<WorkloadView>> part) {
        walk(query, FIRST_FEW, part);
    }

    private void walk(WorkloadQuery query, WantedPart first, Predicate<List<WorkloadView>> part) {
        WantedPart wanted = first;
        while (wanted != null) {
            CliReply.Workloads page =
                    questions.ask(OperatorWire.request(query, wanted), CliReply.Workloads.class);
            List<WorkloadView> here = page.workloads().stream().map(WorkloadWire::view).toList();
            boolean enough = !here.isEmpty() && !part.test(here);
            wanted = enough || page.next() == null ? null : WantedPart.FIRST.next(page.next());
        }
    }

    @Override
    public long count(WorkloadQuery query) {
        CliRequest request = OperatorWire.request(query, new WantedPart(0L, null));
        CliReply.Workloads none = questions.ask(request, CliReply.Workloads.class);
        return none.total() == null ? none.workloads().size() : none.total();
    }

    @Override
    public WorkloadView get(WorkloadId workload) {
        CliRequest request = new CliRequest.GetWorkload(workload);
        return WorkloadWire.view(questions.ask(request, CliReply.Workload.class).workload());
    }

    @Override
    public ExplanationView explain(WorkloadId workload) {
        CliRequest request = new CliRequest.ExplainWorkload(workload);
        return PlacementWire.view(questions.ask(request, CliReply.Explained.class).explanation());
    }

    @Override
    public SchedulingView scheduling(WorkloadId workload) {
        CliRequest request = new CliRequest.GetSchedulingStatus(workload);
        return QueueWire.view(questions.ask(request, CliReply.SchedulingStatus.class));
    }

    @Override
    public Done.StopAccepted stop(WorkloadId workload, boolean force) {
        CliRequest request = new CliRequest.StopWorkload(workload, force);
        return new Done.StopAccepted(
                questions.ask(request, CliReply.WorkloadStopped.class).workloadId());
    }

    @Override
    public OutputPart output(OutputPart.Query query) {
        return WorkloadWire.view(questions.ask(OperatorWire.request(query), CliReply.Logs.class));
    }
}
