package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.operator.info.VirtualClusterInfo;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import java.util.HashMap;
import java.util.Map;

/**
 * I7, by what the gateway shows of itself: what a virtual cluster holds, its children included,
 * never grows while it is above its limit, nor to above it. A limit that is lowered under what is
 * held stops nobody, so two looks are compared that were taken under one tree: between which nobody
 * asked for another, answered or not.
 */
final class Quotas implements Judge {
    private static final long DOUBT_NANOS = 600_000_000_000L;

    private record Look(long askedAt, long shownAt, VirtualClusterInfo info) {}

    private final Map<String, Look> before = new HashMap<>();
    private long treeMayChangeAt = -1;
    private int changesUnderWay;

    @Override
    public Invariant invariant() {
        return Invariant.I7_QUOTA;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof OperatorFact operator)) {
            return;
        }
        RequestStory request = history.request(operator.request());
        if (request != null && changes(request.what())) {
            change(operator, history);
        } else if (request != null
                && operator instanceof OperatorFact.Answered answered
                && answered.answer() instanceof CliReply.VirtualClusters list) {
            for (VirtualClusterInfo info : list.virtualClusters()) {
                look(info, request, answered, history);
            }
        }
    }

    private static boolean changes(CliRequest request) {
        return request instanceof CliRequest.SetVirtualCluster
                || request instanceof CliRequest.RemoveVirtualCluster;
    }

    /** One of which no answer came may take effect a while later. */
    private void change(OperatorFact fact, History history) {
        treeMayChangeAt = history.now();
        before.clear();
        switch (fact) {
            case OperatorFact.Asked _ -> changesUnderWay++;
            case OperatorFact.Answered _ -> changesUnderWay--;
            case OperatorFact.Unanswered _ -> {
                changesUnderWay--;
                treeMayChangeAt += DOUBT_NANOS;
            }
        }
    }

    private void look(
            VirtualClusterInfo now,
            RequestStory request,
            OperatorFact.Answered answered,
            History history) {
        String name = now.cluster().name();
        Look last = before.get(name);
        if (last != null
                && changesUnderWay == 0
                && last.askedAt >= treeMayChangeAt
                && last.info.cluster().equals(now.cluster())
                && !countedTwice(history)
                // Of two that were under way together nobody knows which was taken first.
                && last.shownAt <= request.askedAt()) {
            VirtualCluster.Quota limit = now.cluster().limit();
            VirtualCluster.Quota then = last.info.allocated();
            VirtualCluster.Quota held = now.allocated();
            grew(then.gpuMillis(), held.gpuMillis(), limit.gpuMillis(), name, answered, history);
            grew(then.cpuMillis(), held.cpuMillis(), limit.cpuMillis(), name, answered, history);
            grew(then.memoryMib(), held.memoryMib(), limit.memoryMib(), name, answered, history);
        }
        before.put(name, new Look(request.askedAt(), history.now(), now));
    }

    /**
     * What runs since its node lost its folder is held at the node of before, and apart at the one
     * that it is now, until the first is lost.
     */
    private static boolean countedTwice(History history) {
        return history.machines().stream()
                .anyMatch(machine ->
                        machine.alive().stream()
                                .anyMatch(process -> process.ranAt() <= machine.forgotAt()));
    }

    private void grew(
            long then,
            long now,
            long limit,
            String name,
            OperatorFact.Answered answered,
            History history) {
        if (now > limit && now > then) {
            throw broken(
                    history,
                    "virtual cluster %s has a limit of %d, held %d, and holds %d"
                            .formatted(name, limit, then, now),
                    answered);
        }
    }
}
