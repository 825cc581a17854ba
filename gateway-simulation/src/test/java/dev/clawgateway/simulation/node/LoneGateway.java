package dev.clawgateway.simulation.node;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connection;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least of a gateway, without a network: answers one node, and tells it again on every
 * registration what it has not yet heard of.
 */
final class LoneGateway {
    static final String IMAGE = "process";
    private static final Duration WAY = Duration.ofMillis(2);

    private final Agenda agenda;
    private final Map<WorkloadId, NodeCommand.StartWorkload> wanted = new LinkedHashMap<>();
    private final Map<WorkloadId, NodeCommand.StopWorkload> stops = new LinkedHashMap<>();
    final List<NodeMessage.Register> registrations = new ArrayList<>();
    final Map<WorkloadId, NodeMessage.WorkloadUpdate> last = new LinkedHashMap<>();
    final Map<WorkloadId, NodeMessage.WorkloadUpdate> ends = new LinkedHashMap<>();
    final List<String> wrong = new ArrayList<>();
    private @Nullable Session session;

    LoneGateway(Agenda agenda) {
        this.agenda = agenda;
    }

    void start(WorkloadId id, List<Integer> gpus, String... command) {
        WorkloadSpec spec =
                new WorkloadSpec(IMAGE, List.of(command), Map.of(), gpus.size(), 100, 10);
        NodeCommand.StartWorkload start =
                new NodeCommand.StartWorkload(id, spec, gpus, 1, List.of());
        wanted.put(id, start);
        tell(start);
    }

    void stop(WorkloadId id, long graceSeconds) {
        NodeCommand.StopWorkload stop = new NodeCommand.StopWorkload(id, graceSeconds, 1, "test");
        stops.put(id, stop);
        tell(stop);
    }

    private void tell(NodeCommand command) {
        if (session != null && session.registered) {
            session.tell(command);
        }
    }

    /** For a machine. */
    ClientLoop loop(SimulatedThread thread) {
        return new Loop(thread);
    }

    private void heard(Session from, String text) {
        NodeMessage message;
        try {
            message = ClawCodec.readNodeMessage(text);
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
        switch (message) {
            case NodeMessage.Register register -> {
                registrations.add(register);
                from.registered = true;
                from.tell(new NodeCommand.Registered(register.nodeId(), 5, 30));
                wanted.values().stream()
                        .filter(start -> !ends.containsKey(start.workloadId()))
                        .filter(start -> !last.containsKey(start.workloadId()))
                        .forEach(from::tell);
                stops.values().stream()
                        .filter(stop -> !ends.containsKey(stop.workloadId()))
                        .forEach(from::tell);
            }
            case NodeMessage.Heartbeat _ ->
                    from.tell(new NodeCommand.HeartbeatAck(Instant.EPOCH, from.reports));
            case NodeMessage.WorkloadUpdate update -> {
                from.reports = update.report() == null ? from.reports : update.report();
                updated(update);
            }
            default -> {
                // Of no matter here.
            }
        }
    }

    private void updated(NodeMessage.WorkloadUpdate update) {
        last.put(update.workloadId(), update);
        if (update.state().isFinal()) {
            NodeMessage.WorkloadUpdate before = ends.putIfAbsent(update.workloadId(), update);
            if (before != null
                    && (before.state() != update.state()
                            || !java.util.Objects.equals(before.exitCode(), update.exitCode()))) {
                wrong.add(before + ", then " + update);
            }
        }
    }

    @Nullable WorkloadState end(WorkloadId id) {
        NodeMessage.WorkloadUpdate update = ends.get(id);
        return update == null ? null : update.state();
    }

    private final class Session {
        private final SimulatedThread thread;
        private final ConnectionListener listener;
        private boolean registered;
        private boolean over;
        private long reports;

        Session(SimulatedThread thread, ConnectionListener listener) {
            this.thread = thread;
            this.listener = listener;
            thread.process().atEnd(_ -> over = true);
        }

        void tell(NodeCommand command) {
            later(() -> listener.received(ClawCodec.write(command)));
        }

        void later(Runnable what) {
            if (!over) {
                var _ =
                        agenda.after(
                                WAY,
                                () ->
                                        thread.execute(() -> {
                                            if (!over) {
                                                what.run();
                                            }
                                        }));
            }
        }

        void end(String why) {
            later(() -> {
                over = true;
                listener.closed(new Disconnection(Disconnection.ABNORMAL, 0, why, Duration.ZERO));
            });
        }
    }

    private final class Loop implements ClientLoop {
        private final SimulatedThread thread;

        Loop(SimulatedThread thread) {
            this.thread = thread;
        }

        @Override
        public boolean inLoop() {
            return thread.running();
        }

        @Override
        public void execute(Runnable task) {
            thread.execute(task);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return thread.after(delay, task);
        }

        @Override
        public Timer every(Duration first, Duration period, Runnable task) {
            return thread.every(first, period, task);
        }

        @Override
        public void connect(Endpoint endpoint, ConnectionListener listener) {
            Session opened = new Session(thread, listener);
            session = opened;
            opened.later(() ->
                    listener.opened(
                            new Connection() {
                                @Override
                                public void send(String message) {
                                    var _ = agenda.after(WAY, () -> heard(opened, message));
                                }

                                @Override
                                public boolean writable() {
                                    return true;
                                }

                                @Override
                                public void close(int code, String reason) {
                                    opened.end(reason);
                                }

                                @Override
                                public void drop() {
                                    opened.end("dropped");
                                }
                            }));
        }
    }
}
