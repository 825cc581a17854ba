package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.Telling;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.policy.Doors.Door;
import dev.clawgateway.simulation.referee.policy.Doors.Wish;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A GPU that its node or an operator said is not to be used gets no new work, and nobody who asked
 * to leave such a device is shown as starting or running on it and not to be stopped. Of a node
 * that picks its GPUs by itself none gets any. It was said, when the node was registered with it,
 * or an operator was answered so, before the attempt was placed at the earliest, or before anybody
 * asked to see it. What operators said is stronger than what the node says, so that counts only
 * where none spoke.
 */
final class SparedGpus implements Judge {
    private record Key(long link, long saidAt) {}

    /** When a registration was answered. */
    private final Map<Key, Long> answeredAt = new HashMap<>();

    private final Doors doors = new Doors();

    /** Devices of which an operator said anything. */
    private final Set<Door> spokenOf = new HashSet<>();

    @Override
    public Invariant invariant() {
        return Invariant.GPU_HEALTH;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OperatorFact operator -> operator(operator, history);
            case NodeFact.Told told -> {
                if (told.command() instanceof NodeCommand.Registered) {
                    registered(history.link(told.machine(), told.link()), history.now());
                } else if (told.command() instanceof NodeCommand.StartWorkload start) {
                    started(told, start, history);
                }
            }
            default -> {}
        }
    }

    private void registered(LinkStory link, long now) {
        LinkStory.Registration by = link.inForce();
        if (by != null) {
            answeredAt.putIfAbsent(new Key(link.number(), by.saidAt()), now);
        }
    }

    private boolean answered(LinkStory link, LinkStory.Registration by, long before) {
        return answeredAt.getOrDefault(new Key(link.number(), by.saidAt()), Long.MAX_VALUE)
                < before;
    }

    private void operator(OperatorFact fact, History history) {
        RequestStory request = history.request(fact.request());
        if (request == null) {
            return;
        }
        if (request.what() instanceof CliRequest.UpdateNodeCondition update
                && update.conditionType().startsWith(NodeRecord.GPU_UNHEALTHY)) {
            Door door = new Door.Device(update.nodeId(), update.conditionType());
            said(fact, new Wish(door, update.satisfied(), request.askedAt()), request, history);
        } else if (fact instanceof OperatorFact.Answered answered) {
            if (answered.answer() instanceof CliReply.Workloads list) {
                list.workloads().forEach(info -> shown(info, request, answered, history));
            } else if (answered.answer() instanceof CliReply.Workload one) {
                shown(one.workload(), request, answered, history);
            }
        }
    }

    private void said(OperatorFact fact, Wish wish, RequestStory request, History history) {
        switch (fact) {
            case OperatorFact.Asked _ -> {
                spokenOf.add(wish.door());
                doors.asked(wish);
            }
            case OperatorFact.Answered _ -> {
                if (request.done()) {
                    doors.done(wish, history);
                } else if (!request.mayBeDone()) {
                    doors.refused(wish);
                }
            }
            case OperatorFact.Unanswered _ -> doors.unanswered(wish, history.now());
        }
    }

    private void started(NodeFact.Told told, NodeCommand.StartWorkload start, History history) {
        WorkloadStory workload = history.workload(start.workloadId());
        Integer number = start.attempt();
        AttemptStory attempt =
                workload == null || number == null ? null : workload.attempts().get(number);
        if (workload == null || workload.submission() == null || attempt == null) {
            return;
        }
        Telling<NodeCommand.StartWorkload> telling = attempt.starts().getLast();
        LinkStory.Registration by = telling.by();
        long placed = workload.placedAfter(attempt.number());
        if (by == null
                || !answered(telling.link(), by, placed)
                || history.node(told.node()).cloned()) {
            return;
        }
        List<Integer> given = given(start);
        boolean picks = by.message().running() == null && !given.isEmpty();
        for (Gpu gpu : gpus(by.message())) {
            if ((picks || given.contains(gpu.index()))
                    && unfit(told.node(), by.message(), gpu, placed, history)) {
                throw broken(
                        history,
                        "%s starts on %s, of which GPU %d was unhealthy before"
                                .formatted(attempt, told.node(), gpu.index()),
                        told);
            }
        }
    }

    private static List<Integer> given(NodeCommand.StartWorkload start) {
        return start.gpuGrants().isEmpty()
                ? start.gpuIds()
                : start.gpuGrants().stream().map(GpuGrant::index).toList();
    }

    private void shown(
            WorkloadInfo info,
            RequestStory request,
            OperatorFact.Answered answered,
            History history) {
        WorkloadStory workload = history.workload(info.workloadId());
        boolean goesOn =
                info.stopCause() == null
                        && (info.state() == WorkloadState.STARTING
                                || info.state() == WorkloadState.RUNNING);
        if (!goesOn || workload == null || !leaves(workload)) {
            return;
        }
        LinkStory link = history.node(info.nodeId()).link();
        LinkStory.Registration by = history.settled(info.nodeId());
        if (link == null
                || by == null
                || by.message().running() == null
                || !answered(link, by, request.askedAt())) {
            return;
        }
        for (Gpu gpu : gpus(by.message())) {
            if (info.gpuIds().contains(gpu.index())
                    && unfit(info.nodeId(), by.message(), gpu, request.askedAt(), history)) {
                throw broken(
                        history,
                        "attempt %d of %s asked to leave, and is %s on GPU %d, which is unhealthy"
                                .formatted(info.attempt(), workload, info.state(), gpu.index()),
                        answered);
            }
        }
    }

    private static boolean leaves(WorkloadStory workload) {
        var spec = workload.spec();
        return spec != null && spec.scheduling().queue().leavesUnhealthy();
    }

    /** Whether it was said at that time and ever since. */
    private boolean unfit(
            NodeId node, NodeMessage.Register register, Gpu gpu, long at, History history) {
        return Stream.of(gpu.uuid(), Integer.toString(gpu.index()))
                .filter(device -> !device.isBlank())
                .map(device -> NodeRecord.GPU_UNHEALTHY + device)
                .anyMatch(condition -> {
                    Door door = new Door.Device(node, condition);
                    return doors.closed(door, at, history)
                            || (!spokenOf.contains(door) && saysSo(register, condition));
                });
    }

    private static boolean saysSo(NodeMessage.Register register, String condition) {
        return register.capabilities().conditions().stream()
                .anyMatch(each ->
                        each.type().equals(condition) && each.status() == ConditionStatus.TRUE);
    }

    private static List<Gpu> gpus(NodeMessage.Register register) {
        return register.capabilities().capacity().gpus();
    }
}
