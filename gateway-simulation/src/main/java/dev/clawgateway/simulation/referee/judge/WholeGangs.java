package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * I6: in every list of all, which shows one moment, a gang holds devices with at least as many
 * members as it needs, or with none. Members that have ended count, since what has completed does
 * not run again; and a gang of which some are being stopped is on its way to nothing. Where a
 * member has ended so that the rest need not be whole any more (one was stopped by hand, or those
 * left over start when the others have ended), nothing is judged.
 */
final class WholeGangs implements Judge {
    private static final class Members {
        int holding;
        int ending;
        int ended;
        int listed;
        boolean stopped;
        boolean adopted;
    }

    @Override
    public Invariant invariant() {
        return Invariant.I6_WHOLE_GANGS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof OperatorFact.Answered answered)
                || !(answered.answer() instanceof CliReply.Workloads list)) {
            return;
        }
        RequestStory request = history.request(answered.request());
        if (request == null || !request.showsAllWorkloads()) {
            return;
        }
        Map<WorkloadId, Members> gangs = new LinkedHashMap<>();
        for (WorkloadInfo info : list.workloads()) {
            WorkloadId group = info.group();
            if (group != null) {
                count(gangs.computeIfAbsent(group, _ -> new Members()), info, history);
            }
        }
        gangs.forEach((group, members) -> judge(group, members, answered, history));
    }

    private static void count(Members members, WorkloadInfo info, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        members.stopped |= workload != null && workload.stopMayBeDone();
        members.adopted |= info.adopted();
        members.listed++;
        WorkloadState state = info.state();
        if (state.holdsDevices()) {
            members.holding++;
            if (state == WorkloadState.STOPPING || info.stopCause() != null) {
                members.ending++;
            }
        } else if (state.isFinal()) {
            members.ended++;
        }
    }

    /** Those that are not listed have ended, and are forgotten. */
    private static int workers(CliRequest.StartWorkload wanted) {
        Parallel parallel = wanted.spec().scheduling().parallel();
        return parallel == null ? 1 : parallel.completions();
    }

    private void judge(
            WorkloadId group, Members members, OperatorFact.Answered answered, History history) {
        WorkloadStory first = history.workload(group);
        CliRequest.StartWorkload wanted = first == null ? null : first.wanted();
        Gang gang = wanted == null ? null : wanted.spec().scheduling().gang();
        if (gang != null
                && wanted != null
                && members.holding > members.ending
                && members.ending == 0
                && !members.stopped
                && !members.adopted // runs where somebody says so
                && members.ended == 0
                && members.listed == workers(wanted)
                && members.holding < gang.minMembers()) {
            throw broken(
                    history,
                    "%d members of gang %s hold devices, and it needs %d"
                            .formatted(members.holding, group, gang.minMembers()),
                    answered);
        }
    }
}
