package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.network.PlainListener;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One session of a plain node, from the connect to the end. */
final class NodeLine implements PlainListener {
    private static final long OWN_PACE_SECS = 30;
    private static final long FEWEST_METRICS_SECS = 60;
    private static final int MAX_UNANSWERED = 3;
    private static final int NORMAL = 1000;
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

    private final PeerWorld world;
    private final Program node;
    private final String machine;
    private final SimulatedProcess process;
    private final NodeId id;
    private final long link;
    private final PlainConnection connection;
    private final Deque<Beat> unanswered = new ArrayDeque<>();
    private @Nullable Timer limit;
    private @Nullable Timer heartbeats;
    private @Nullable Timer metrics;
    private boolean registered;

    /** It is something else already than it said, and that was not answered yet. */
    private boolean changedBefore;

    /** Registrations after the first that were not answered yet. */
    private int changesUnanswered;

    private boolean over;
    private long reports;

    /**
     * A heartbeat on its way.
     *
     * @param after number of the last report before it
     */
    private record Beat(long after) {}

    NodeLine(PeerWorld world, Program node, SimulatedProcess process, String machine, NodeId id) {
        this.world = world;
        this.node = node;
        this.machine = machine;
        this.process = process;
        this.id = id;
        this.link = world.numbers().link();
        this.connection = world.network().webSocket(process, world.path(machine, link), this);
        process.atEnd(_ -> end(0, "process ended"));
    }

    boolean registered() {
        return registered && !over;
    }

    @Override
    public void opened(PlainConnection opened) {
        world.opened(machine, link);
        say(node.registration());
        limit = process.after(REGISTRATION_LIMIT, this::abort);
        if (node.traits().eager()) {
            beat();
            sendMetrics();
        }
    }

    @Override
    public void text(String message) {
        NodeCommand command;
        try {
            command = ClawCodec.readNodeCommand(message);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway told a node " + message, e);
        }
        world.tell(new NodeFact.Told(machine, id, link, command));
        switch (command) {
            case NodeCommand.Registered answer -> registered(answer);
            case NodeCommand.HeartbeatAck ack -> acknowledged(ack);
            case NodeCommand.ConfigUpdate update -> pace(update);
            case NodeCommand.RequestMetrics _ -> sendMetrics();
            case NodeCommand.Failure _ -> refused();
            case NodeCommand.StartWorkload start -> node.start(start);
            case NodeCommand.StopWorkload stop -> node.stop(stop);
            case NodeCommand.InvokeRequest request -> node.invoked(request);
            case NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _ -> {
                // Asks for nothing.
            }
        }
    }

    private void registered(NodeCommand.Registered answer) {
        if (registered) {
            changesUnanswered = Math.max(0, changesUnanswered - 1);
            return;
        }
        registered = true;
        cancel(limit);
        beatEvery(answer.heartbeatIntervalSecs());
        measureEvery(answer.metricsIntervalSecs());
        node.registered();
        if (changedBefore) {
            registerAgain();
        }
    }

    private void pace(NodeCommand.ConfigUpdate update) {
        if (update.heartbeatIntervalSecs() != null) {
            beatEvery(update.heartbeatIntervalSecs());
        }
        if (update.metricsIntervalSecs() != null) {
            measureEvery(update.metricsIntervalSecs());
        }
    }

    private void beatEvery(long told) {
        cancel(heartbeats);
        long seconds = node.traits().ownPace() ? OWN_PACE_SECS : told;
        heartbeats = again(Duration.ofSeconds(Math.max(1, seconds)), this::beat);
    }

    private void measureEvery(long told) {
        cancel(metrics);
        metrics = again(Duration.ofSeconds(Math.max(FEWEST_METRICS_SECS, told)), this::sendMetrics);
    }

    /** The first time early: who came together shall not beat together. */
    private Timer again(Duration period, Runnable what) {
        Again again = new Again(period, what);
        again.next =
                process.after(Duration.ofNanos(process.random().nextLong(period.toNanos())), again);
        return again;
    }

    private final class Again implements Runnable, Timer {
        private final Duration period;
        private final Runnable what;
        private @Nullable Timer next;
        private boolean ended;

        Again(Duration period, Runnable what) {
            this.period = period;
            this.what = what;
        }

        @Override
        public void run() {
            what.run();
            if (!ended && !over) {
                next = process.after(period, this);
            }
        }

        @Override
        public void cancel() {
            ended = true;
            NodeLine.cancel(next);
        }
    }

    private void beat() {
        if (unanswered.size() >= MAX_UNANSWERED) {
            if (!node.traits().ownPace()) {
                abort();
            }
            return;
        }
        unanswered.add(new Beat(reports));
        say(new NodeMessage.Heartbeat(id, process.time().now()));
    }

    /** What was reported before a heartbeat is dealt with once that is answered. */
    private void acknowledged(NodeCommand.HeartbeatAck ack) {
        Beat beat = unanswered.poll();
        if (node.traits().confirms()) {
            if (ack.confirmed() != null) {
                node.heard(ack.confirmed());
            }
        } else if (beat != null) {
            node.heard(beat.after);
        }
    }

    private void sendMetrics() {
        var readings = node.readings();
        if (!over && !readings.isEmpty()) {
            say(new NodeMessage.Metrics(id, readings, process.time().now()));
        }
    }

    /**
     * What it wanted to be known is not: a full disk has room again at some time. It does not know
     * what was refused, and says it once too often rather than never.
     */
    private void refused() {
        if (!registered) {
            close();
        } else if (changesUnanswered > 0) {
            changesUnanswered--;
            process.after(REFUSED_PAUSE, this::registerAgain);
        }
    }

    /** Registers anew on the same session, after a change. */
    void registerAgain() {
        if (registered()) {
            changesUnanswered++;
            say(node.registration());
        } else if (!over) {
            changedBefore = true;
        }
    }

    /** Hands a report over; its number in this session. */
    long report(NodeMessage.WorkloadUpdate update) {
        reports++;
        say(
                node.traits().confirms()
                        ? new NodeMessage.WorkloadUpdate(
                                update.workloadId(),
                                update.state(),
                                update.message(),
                                update.timestamp(),
                                update.attempt(),
                                update.exitCode(),
                                reports)
                        : update);
        return reports;
    }

    void say(NodeMessage message) {
        if (!over) {
            world.tell(new NodeFact.Said(machine, id, link, message));
            connection.sendText(ClawCodec.write(message));
        }
    }

    void close() {
        connection.close(NORMAL);
    }

    void abort() {
        connection.abort();
        closed(0, "dropped");
    }

    @Override
    public void closed(int code, String reason) {
        if (end(code, reason)) {
            node.lineEnded(this, registered);
        }
    }

    private boolean end(int code, String reason) {
        boolean first = !over;
        if (first) {
            over = true;
            stopTimers();
            world.closed(machine, link, code, reason);
        }
        return first;
    }

    private void stopTimers() {
        cancel(limit);
        cancel(heartbeats);
        cancel(metrics);
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
