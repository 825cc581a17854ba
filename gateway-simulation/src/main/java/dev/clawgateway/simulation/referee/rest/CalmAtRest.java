package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.judge.WordOf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is answered for ever: once the faults are over, the same thing is said to or by one node
 * no more than a few times a minute. What is the same is the kind of message and what it is about;
 * heartbeats, readings, output and questions of operators are not counted.
 */
final class CalmAtRest implements Judge {
    private static final int MOST = 12;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** In which everybody comes back and says what he knows. */
    private static final long UPROAR_NANOS = 2 * MINUTE_NANOS;

    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;
    private long overAt = -1;

    @Override
    public Invariant invariant() {
        return Invariant.LIVENESS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!history.faultsOver()) {
            return;
        } else if (overAt < 0) {
            overAt = history.now();
        }
        if (history.now() - overAt < UPROAR_NANOS || !(fact instanceof NodeFact frame)) {
            return;
        }
        String what = subject(frame);
        if (what == null) {
            return;
        }
        if (history.now() / MINUTE_NANOS != minute) {
            minute = history.now() / MINUTE_NANOS;
            counts.clear();
        }
        if (counts.merge(frame.machine() + ": " + what, 1, Integer::sum) > MOST) {
            throw broken(
                    history,
                    "more than %d times a minute, for %s: %s"
                            .formatted(MOST, frame.machine(), what),
                    fact);
        }
    }

    /** What a frame is about; null where it is one that always comes again. */
    static @Nullable String subject(NodeFact frame) {
        return switch (frame) {
            case NodeFact.Said said -> subject(said.message());
            case NodeFact.Told told -> subject(told.command());
        };
    }

    private static @Nullable String subject(NodeMessage message) {
        return switch (message) {
            case NodeMessage.Register _ -> "it registers";
            case NodeMessage.WorkloadUpdate update ->
                    "it reports attempt %s of %s as %s"
                            .formatted(
                                    update.attempt(),
                                    update.workloadId(),
                                    WordOf.of(update.state()));
            case NodeMessage.Heartbeat _,
                    NodeMessage.Metrics _,
                    NodeMessage.WorkloadLogs _,
                    NodeMessage.MeshReady _,
                    NodeMessage.InvokeResult _ ->
                    null;
        };
    }

    private static @Nullable String subject(NodeCommand command) {
        return switch (command) {
            case NodeCommand.StartWorkload start ->
                    "it is told to start attempt %s of %s"
                            .formatted(start.attempt(), start.workloadId());
            case NodeCommand.StopWorkload stop ->
                    "it is told to stop attempt %s of %s"
                            .formatted(stop.attempt(), stop.workloadId());
            case NodeCommand.Failure failure -> "it is told of error " + failure.code();
            case NodeCommand.Registered _,
                    NodeCommand.HeartbeatAck _,
                    NodeCommand.ConfigUpdate _,
                    NodeCommand.RequestMetrics _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.InvokeRequest _ ->
                    null;
        };
    }
}
