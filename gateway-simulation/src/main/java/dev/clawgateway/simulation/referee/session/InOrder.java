package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.Map;

/**
 * What a node's session is told is in order (protocol, 2.2 and "Receipts"): {@code registered}
 * comes before everything but an error; no more heartbeats are answered than were said; what is
 * confirmed was reported on that connection, and the number never goes back.
 */
final class InOrder implements Judge {
    private final Map<Long, Long> acks = new HashMap<>();
    private final Map<Long, Long> beats = new HashMap<>();
    private final Map<Long, Long> confirmed = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.SESSION;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Said said) {
            if (said.message().type().equals("heartbeat")) {
                beats.merge(said.link(), 1L, Long::sum);
            }
        } else if (fact instanceof NodeFact.Told told) {
            told(told, history);
        }
    }

    private void told(NodeFact.Told told, History history) {
        LinkStory link = history.link(told.machine(), told.link());
        switch (told.command()) {
            case NodeCommand.Failure _, NodeCommand.Registered _ -> {}
            case NodeCommand.HeartbeatAck ack -> {
                first(told, link, history);
                acknowledged(told, ack, link, history);
            }
            case NodeCommand.StartWorkload _,
                    NodeCommand.StopWorkload _,
                    NodeCommand.ConfigUpdate _,
                    NodeCommand.RequestMetrics _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.InvokeRequest _ ->
                    first(told, link, history);
        }
    }

    private void first(NodeFact.Told told, LinkStory link, History history) {
        if (!link.registered()) {
            throw broken(
                    history,
                    "%s before registered, on connection %d"
                            .formatted(told.command().type(), told.link()),
                    told);
        }
    }

    private void acknowledged(
            NodeFact.Told told, NodeCommand.HeartbeatAck ack, LinkStory link, History history) {
        long answered = acks.merge(told.link(), 1L, Long::sum);
        if (answered > beats.getOrDefault(told.link(), 0L)) {
            throw broken(
                    history,
                    "%d heartbeats answered on connection %d, and fewer said"
                            .formatted(answered, told.link()),
                    told);
        }
        Long report = ack.confirmed();
        if (report == null) {
            return;
        }
        if (report > link.lastReport()) {
            throw broken(
                    history,
                    "report %d is confirmed on connection %d, and the last was %d"
                            .formatted(report, told.link(), link.lastReport()),
                    told);
        }
        Long before = confirmed.put(told.link(), report);
        if (before != null && before > report) {
            throw broken(
                    history,
                    "report %d is confirmed after report %d".formatted(report, before),
                    told);
        }
    }
}
