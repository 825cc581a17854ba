package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Effect;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.RecoverySettings;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that run what the gateway does not know, for the tests that look what it makes of that. */
abstract class UnknownAttempts {
    Cluster cluster = new Cluster();

    void lose(SessionId session) {
        cluster.apply(new Command.SessionClosed(Cluster.node(1), session));
        cluster.pass(Cluster.SETTINGS.nodeTimeout());
    }

    SessionId register(int node, int gpus, RunningAttempt... running) {
        return cluster.register(node, gpus, List.of(running));
    }

    void registerOf(String fleet, int node) {
        registerOf(fleet, node, 0);
    }

    SessionId registerOf(String fleet, int node, int gpus, RunningAttempt... running) {
        SessionId session = register(node + 10, 0);
        cluster.apply(
                new Command.RegisterNode(
                        Cluster.node(node),
                        session,
                        "node-" + node,
                        Cluster.capacity(node, gpus),
                        NodeRecord.Marks.NONE,
                        List.of(running),
                        null,
                        fleet,
                        null));
        return session;
    }

    static RunningAttempt running(
            int workload, int attempt, @Nullable WorkloadSpec spec, List<Integer> gpus) {
        return new RunningAttempt(
                Cluster.workload(workload),
                attempt,
                WorkloadState.RUNNING,
                spec,
                gpus.stream().map(index -> new GpuGrant(index, 1000, 0, null)).toList());
    }

    static CoreSettings recovering(RecoverySettings.UnknownWork unknown) {
        return Cluster.SETTINGS.with(new RecoverySettings(unknown, Duration.ZERO));
    }

    static Class<Outcome.Refused> refused() {
        return Outcome.Refused.class;
    }

    Availability availability(int node) {
        NodeId id = Cluster.node(node);
        return cluster.placer.node(id).availability();
    }

    @Nullable Object strangeness() {
        return cluster.changes().stream()
                .filter(Change.StrangenessChanged.class::isInstance)
                .map(Change.StrangenessChanged.class::cast)
                .reduce((_, last) -> last)
                .map(Change.StrangenessChanged::strangeness)
                .orElse(null);
    }

    List<Event> events(Event.Kind kind) {
        return cluster.changes().stream()
                .filter(Change.EventRecorded.class::isInstance)
                .map(change -> ((Change.EventRecorded) change).event())
                .filter(event -> event.kind() == kind)
                .toList();
    }

    List<Effect.Stop> stops() {
        return cluster.takeEffects().stream()
                .filter(Effect.Stop.class::isInstance)
                .map(Effect.Stop.class::cast)
                .toList();
    }
}
