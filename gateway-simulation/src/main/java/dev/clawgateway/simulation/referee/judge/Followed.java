package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * I1, of what is shown: a workload holds the devices that its node was told to start it on, by
 * whatever numbers that node has registered them since; and of those that it has not registered any
 * more, none. For nodes that use what they are told and give each device an id, alone of their
 * name, once their last registration was answered before anybody asked.
 */
final class Followed implements Judge {
    private final Map<NodeId, Long> registeredAt = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.I1_ONE_HOLDER;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.Registered) {
            registeredAt.put(told.node(), history.now());
        } else if (fact instanceof OperatorFact.Answered answered) {
            RequestStory request = history.request(answered.request());
            if (request == null) {
                return;
            }
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, request, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), request, answered, history);
            }
        }
    }

    private void shown(
            WorkloadInfo info,
            RequestStory request,
            OperatorFact.Answered answered,
            History history) {
        NodeMessage.Register register = settled(info.nodeId(), request.askedAt(), history);
        Set<String> told = told(info, history);
        if (!info.state().holdsDevices() || register == null || told == null) {
            return;
        }
        Set<Integer> now = new TreeSet<>();
        for (Gpu gpu : gpus(register)) {
            if (told.contains(gpu.uuid())) {
                now.add(gpu.index());
            }
        }
        if (!now.equals(new TreeSet<>(info.gpuIds()))) {
            throw broken(
                    history,
                    "attempt %d of %s was told to use %s, which are %s by now, and is shown on %s"
                            .formatted(info.attempt(), info.workloadId(), told, now, info.gpuIds()),
                    answered);
        }
    }

    /** What the node last registered, if it was answered before anybody asked. */
    private NodeMessage.@Nullable Register settled(NodeId id, long askedAt, History history) {
        LinkStory.Registration by = history.settled(id);
        return by == null
                        || registeredAt.getOrDefault(id, Long.MAX_VALUE) >= askedAt
                        || !named(by.message())
                ? null
                : by.message();
    }

    /** The devices that its node was first told to use; null where they are not known. */
    private static @Nullable Set<String> told(WorkloadInfo info, History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        Integer number = info.attempt();
        AttemptStory attempt =
                workload == null || number == null ? null : workload.attempts().get(number);
        if (attempt == null || !info.nodeId().equals(attempt.node())) {
            return null;
        }
        var start = attempt.starts().getFirst();
        LinkStory.Registration by = start.by();
        return by == null || !named(by.message()) ? null : Held.of(start).parts().keySet();
    }

    /** Its devices are what it was told, and each has an id of its own. */
    private static boolean named(NodeMessage.Register register) {
        List<Gpu> gpus = gpus(register);
        return register.running() != null
                && gpus.stream().noneMatch(gpu -> gpu.uuid().isBlank())
                && gpus.stream().map(Gpu::uuid).distinct().count() == gpus.size();
    }

    private static List<Gpu> gpus(NodeMessage.Register register) {
        return register.capabilities().capacity().gpus();
    }
}
