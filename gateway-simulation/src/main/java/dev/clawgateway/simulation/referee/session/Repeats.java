package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The end of an attempt that a node said, and that was not confirmed to it on that connection, it
 * says again on its next one, before its second heartbeat there is answered (protocol, "Receipts").
 * For programs that promise it, as long as they run and have what they wrote down.
 */
final class Repeats implements Judge {
    private static final int ENOUGH = 2;

    private record Attempt(WorkloadId workload, int number) {}

    private record Ended(String machine, Attempt attempt) {}

    private record Saying(long link, long report, long at) {}

    private final Map<String, Map<Attempt, Saying>> unconfirmed = new HashMap<>();

    /** Of which the end counts for certain: it may be said again, and need not be. */
    private final Set<Ended> confirmed = new HashSet<>();

    private final Map<Long, Integer> answered = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.SESSION;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case MachineFact.AgentEnded ended -> unconfirmed.remove(ended.machine());
            case MachineFact.MemoryLost lost -> unconfirmed.remove(lost.machine());
            case NodeFact.Said said
                    when said.message() instanceof NodeMessage.WorkloadUpdate update ->
                    said(said, update, history);
            case NodeFact.Told told when told.command() instanceof NodeCommand.HeartbeatAck ->
                    answered(told, history);
            default -> {}
        }
    }

    private void said(NodeFact.Said said, NodeMessage.WorkloadUpdate update, History history) {
        Integer attempt = update.attempt();
        Long report = update.report();
        if (attempt == null
                || report == null
                || !update.state().isFinal()
                || !started(said.machine(), update.workloadId(), attempt, history)) {
            return;
        }
        Attempt ended = new Attempt(update.workloadId(), attempt);
        if (!confirmed.contains(new Ended(said.machine(), ended))) {
            // The first of its sayings on one connection is the first to count.
            of(said.machine())
                    .merge(
                            ended,
                            new Saying(said.link(), report, history.now()),
                            (first, again) -> first.link == again.link ? first : again);
        }
    }

    /** Of what was never begun, or is forgotten, a node may have nothing to remember. */
    private static boolean started(String machine, WorkloadId id, int attempt, History history) {
        WorkloadStory workload = history.workload(id);
        AttemptStory told = workload == null ? null : workload.attempts().get(attempt);
        long forgotAt = history.machine(machine).forgotAt();
        return told != null
                && told.starts().stream()
                        .anyMatch(
                                start -> start.machine().equals(machine) && start.at() > forgotAt);
    }

    private void answered(NodeFact.Told told, History history) {
        MachineStory machine = history.machine(told.machine());
        LinkStory link = history.link(told.machine(), told.link());
        Map<Attempt, Saying> open = of(told.machine());
        open.entrySet()
                .removeIf(one -> {
                    Saying saying = one.getValue();
                    boolean counts =
                            saying.link == link.number() && saying.report <= link.confirmed();
                    return counts && confirmed.add(new Ended(told.machine(), one.getKey()));
                });
        int times = answered.merge(link.number(), 1, Integer::sum);
        if (times < ENOUGH || !machine.promises().confirms()) {
            return;
        }
        open.forEach((attempt, saying) -> {
            if (saying.link < link.number() && saying.at < link.registerSaidAt()) {
                throw broken(
                        history,
                        "%s has said that attempt %d of %s has ended, was not confirmed it, and does"
                                        .formatted(told.machine(), attempt.number, attempt.workload)
                                + " not say it again",
                        told);
            }
        });
    }

    private Map<Attempt, Saying> of(String machine) {
        return unconfirmed.computeIfAbsent(machine, _ -> new LinkedHashMap<>());
    }
}
