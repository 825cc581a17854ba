package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.Sight;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I5, of what a node is told to start: somebody asked for it, and was not refused; it is what he
 * asked for, on a node that he allowed, with devices that the node has and as many as one level of
 * his request wants. And it is not told on a connection that was registered after its stop was
 * acknowledged, or its end shown, to an operator.
 *
 * <p>Only of submissions that carry the mark by which they are known: strangers put none.
 */
final class AsAcknowledged implements Judge {
    private static final String MARK = "SUBMISSION";
    private static final String INDEX = "WORKLOAD_COMPLETION_INDEX";

    @Override
    public Invariant invariant() {
        return Invariant.I5_AS_ACKNOWLEDGED;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof NodeFact.Told told)
                || !(told.command() instanceof NodeCommand.StartWorkload start)
                || !start.spec().env().containsKey(MARK)) {
            return;
        }
        WorkloadStory workload = history.workload(start.workloadId());
        RequestStory submission = workload == null ? null : workload.submission();
        CliRequest.StartWorkload wanted = workload == null ? null : workload.wanted();
        if (workload == null || submission == null || wanted == null) {
            throw broken(history, "a start of what nobody asked for", told);
        } else if (!submission.mayBeDone()) {
            throw broken(history, "a start of what was refused: " + submission, told);
        } else if (wanted.nodeId() != null && !wanted.nodeId().equals(told.node())) {
            throw broken(
                    history,
                    "%s was for node %s alone, and is started on %s"
                            .formatted(workload, wanted.nodeId(), told.node()),
                    told);
        }
        same(wanted.spec(), start, told, history);
        devices(wanted.spec(), start, told, history);
        notOver(workload, told, history);
    }

    private void same(
            WorkloadSpec wanted,
            NodeCommand.StartWorkload start,
            NodeFact.Told told,
            History history) {
        WorkloadSpec given = start.spec();
        Map<String, String> env = new HashMap<>(given.env());
        if (!wanted.env().containsKey(INDEX)) {
            env.remove(INDEX);
        }
        boolean same =
                wanted.image().equals(given.image())
                        && wanted.command().equals(given.command())
                        && wanted.env().equals(env)
                        && wanted.memoryMib() == given.memoryMib()
                        && wanted.cpuMillis() == given.cpuMillis();
        if (!same) {
            throw broken(
                    history,
                    "a start of something else than was submitted: "
                            + given
                            + " instead of "
                            + wanted,
                    told);
        }
    }

    private void devices(
            WorkloadSpec wanted,
            NodeCommand.StartWorkload start,
            NodeFact.Told told,
            History history) {
        List<Integer> ids = start.gpuIds();
        int count = start.gpuGrants().isEmpty() ? ids.size() : start.gpuGrants().size();
        LinkStory.Registration by = history.link(told.machine(), told.link()).inForce();
        if (by == null) {
            return;
        }
        List<Gpu> gpus = by.message().capabilities().capacity().gpus();
        if (new HashSet<>(ids).size() != ids.size()
                || !gpus.stream().map(Gpu::index).toList().containsAll(ids)) {
            throw broken(
                    history,
                    "a start on GPUs %s, of which %s has not all".formatted(ids, told.machine()),
                    told);
        }
        GpuRequirement level = level(wanted.gpuRequirement(), count);
        if (level == null) {
            throw broken(
                    history,
                    "a start with %d GPUs, and %s were asked for"
                            .formatted(count, wanted.gpuRequirement()),
                    told);
        }
    }

    /** The first level that wants so many. */
    private static @Nullable GpuRequirement level(GpuRequirement first, int count) {
        GpuRequirement level = first;
        while (level != null && level.count() != count) {
            level = level.fallback();
        }
        return level;
    }

    private void notOver(WorkloadStory workload, NodeFact.Told told, History history) {
        long registered = history.link(told.machine(), told.link()).registeredSince();
        long stopped = workload.stopAcknowledgedAt();
        if (stopped >= 0 && registered > stopped) {
            throw broken(
                    history,
                    "a start of %s, whose stop was acknowledged before the node came"
                            .formatted(workload),
                    told);
        }
        Sight ended = workload.ended();
        if (ended != null && registered > ended.shownAt()) {
            throw broken(
                    history,
                    "a start of %s, which was shown as over before the node came"
                            .formatted(workload),
                    told);
        }
    }
}
