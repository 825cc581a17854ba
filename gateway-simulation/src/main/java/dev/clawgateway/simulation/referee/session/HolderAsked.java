package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Of two machines with one id, both of which say what machine they are, the one that was first
 * stays the node as long as it answers: it is asked, and has a few seconds to. So nobody who is
 * told that a newer session has registered can have lost his place to another machine that was
 * registered faster than that.
 *
 * <p>In which order registrations took effect is not known. So a session's end is laid to others
 * only where all that may have ended it are such.
 */
final class HolderAsked implements Judge {
    private static final long ASKED_FOR_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long OPEN = -1;
    private static final String SUPERSEDED = "newer session";

    private final Map<NodeId, Map<Long, Session>> sessions = new HashMap<>();

    /** What came of a registration on one connection. */
    private static final class Session {
        private final String name;
        private final @Nullable String machine;
        private final long saidAt;
        private long toldAt = OPEN;
        private boolean again;
        private boolean refused;

        Session(String name, @Nullable String machine, long saidAt) {
            this.name = name;
            this.machine = machine;
            this.saidAt = saidAt;
        }

        boolean overBefore(Session other) {
            return toldAt != OPEN && toldAt < other.saidAt;
        }

        /** It is another machine, and nobody can have been asked before it was registered. */
        boolean swift(Session than) {
            return !again
                    && machine != null
                    && !Objects.equals(machine, than.machine)
                    && toldAt != OPEN
                    && toldAt - saidAt < ASKED_FOR_NANOS;
        }
    }

    @Override
    public Invariant invariant() {
        return Invariant.SESSION;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Said said
                && said.message() instanceof NodeMessage.Register register) {
            registers(said, register, history.now());
        } else if (fact instanceof NodeFact.Told told) {
            told(told, history);
        }
    }

    private void registers(NodeFact.Said said, NodeMessage.Register register, long now) {
        Map<Long, Session> ofNode =
                sessions.computeIfAbsent(register.nodeId(), _ -> new LinkedHashMap<>());
        Session before = ofNode.get(said.link());
        if (before == null) {
            ofNode.put(said.link(), new Session(said.machine(), register.machineId(), now));
        } else {
            before.again = true;
        }
    }

    private void told(NodeFact.Told told, History history) {
        Map<Long, Session> ofNode = sessions.getOrDefault(told.node(), Map.of());
        Session session = ofNode.get(told.link());
        if (session == null) {
            return;
        }
        if (told.command() instanceof NodeCommand.Registered && session.toldAt == OPEN) {
            session.toldAt = history.now();
        } else if (told.command() instanceof NodeCommand.Failure failure) {
            if (session.toldAt == OPEN) {
                session.refused = true;
            } else if (failure.message().contains(SUPERSEDED) && session.machine != null) {
                superseded(session, ofNode, told, history);
            }
        }
    }

    private void superseded(
            Session holder, Map<Long, Session> ofNode, NodeFact.Told told, History history) {
        Session taker = null;
        for (Session other : ofNode.values()) {
            if (other == holder || other.refused || other.overBefore(holder)) {
                continue;
            }
            if (!other.swift(holder)) {
                return;
            }
            taker = other;
        }
        if (taker != null && !holder.again) {
            throw broken(
                    history,
                    "%s took the place of %s, which was not asked whether it is there"
                            .formatted(taker.name, holder.name),
                    told);
        }
    }
}
