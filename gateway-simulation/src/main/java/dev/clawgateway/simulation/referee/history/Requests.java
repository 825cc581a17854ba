package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators asked, and what that says of workloads. */
final class Requests {
    private final Map<Long, RequestStory> requests = History.table();
    private final Work work;

    /** Operators who are not shown everything. */
    private final Set<String> limited = new HashSet<>();

    Requests(Work work) {
        this.work = work;
    }

    /** From now on there are things that this operator is not shown. */
    void limited(String operator) {
        limited.add(operator);
    }

    void take(long at, OperatorFact fact) {
        switch (fact) {
            case OperatorFact.Asked asked -> asked(at, asked);
            case OperatorFact.Answered answered -> answered(at, answered);
            case OperatorFact.Unanswered unanswered -> {
                RequestStory request = requests.get(unanswered.request());
                if (request != null && !request.over()) {
                    request.over(at, null);
                }
            }
        }
    }

    private void asked(long at, OperatorFact.Asked asked) {
        RequestStory request =
                new RequestStory(
                        asked.operator(),
                        asked.request(),
                        asked.what(),
                        at,
                        limited.contains(asked.operator()));
        requests.put(asked.request(), request);
        if (asked.what() instanceof CliRequest.StartWorkload start) {
            work.wanted(request, start);
        } else if (asked.what() instanceof CliRequest.StopWorkload stop) {
            work.workload(stop.workloadId()).stopAsked(request);
        }
    }

    private void answered(long at, OperatorFact.Answered answered) {
        RequestStory request = requests.get(answered.request());
        if (request == null || request.over()) {
            return;
        }
        request.over(at, answered.answer());
        switch (answered.answer()) {
            case CliReply.WorkloadStarted started -> accepted(request, started.workloadId());
            case CliReply.SchedulingStatus status -> accepted(request, status.workloadId());
            case CliReply.Workloads list ->
                    list.workloads().forEach(info -> shown(request, at, info));
            case CliReply.Workload one -> shown(request, at, one.workload());
            default -> {}
        }
    }

    private void accepted(RequestStory request, WorkloadId id) {
        if (request.what() instanceof CliRequest.StartWorkload) {
            work.belongs(id, request);
        }
    }

    private void shown(RequestStory request, long at, WorkloadInfo info) {
        WorkloadStory workload = work.workload(info.workloadId());
        WorkloadId group = info.group();
        Integer index = info.workerIndex();
        if (workload.group() == null && group != null) {
            work.memberOf(workload, group, index == null ? 0 : index);
        }
        workload.seen(new Sight(request.askedAt(), at, info));
    }

    @Nullable RequestStory of(long number) {
        return requests.get(number);
    }

    Collection<RequestStory> all() {
        return requests.values();
    }
}
