package dev.clawgateway.client.node;

import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Connection;
import dev.clawgateway.client.ConnectionListener;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of a node, from the upgrade to the end. Confined to its event loop.
 *
 * <pre>
 * connecting -> registering -> active -> ended
 * </pre>
 */
final class NodeSession implements ConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSession.class);
    private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
    private static final int MAX_UNANSWERED_HEARTBEATS = 3;
    private static final int GOING_AWAY = 1001;
    private static final int FORBIDDEN = 4403;
    // What a gateway refuses for a reason does not change within seconds.
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

    private final ClientLoop loop;
    private final NodeListener listener;
    private final Outbox outbox;
    private final Time time;
    private final RandomGenerator random;
    private final BiConsumer<Disconnection, Duration> ended;
    private Timers.@Nullable Timer registrationLimit;
    private Timers.@Nullable Timer heartbeats;
    private Timers.@Nullable Timer metrics;
    private Timers.@Nullable Timer repeatedRegistration;
    private @Nullable Connection connection;
    private @Nullable NodeId nodeId;
    private @Nullable Disconnection why;
    private boolean active;
    private boolean registered;
    private boolean changed;
    private int changesUnanswered;
    private boolean leaving;
    private long activeNanos;

    /**
     * @param ended told once why the session ended, and how long it was active
     */
    NodeSession(
            ClientLoop loop,
            NodeListener listener,
            Outbox outbox,
            Time time,
            RandomGenerator random,
            BiConsumer<Disconnection, Duration> ended) {
        this.loop = loop;
        this.listener = listener;
        this.outbox = outbox;
        this.time = time;
        this.random = random;
        this.ended = ended;
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        if (leaving) {
            close();
            return;
        }
        changed = false;
        NodeMessage.Register registration = listener.registration();
        nodeId = registration.nodeId();
        outbox.begin(registration.confirms());
        opened.send(ClawCodec.write(registration));
        registrationLimit =
                loop.after(REGISTRATION_LIMIT, () -> drop("no answer to the registration"));
    }

    /** Tells the gateway what the node is now, once it has taken what the node was. */
    void registerAgain() {
        changed = true;
        if (active && connection != null) {
            changed = false;
            changesUnanswered++;
            cancel(repeatedRegistration);
            connection.send(ClawCodec.write(listener.registration()));
        }
    }

    @Override
    public void received(String message) {
        NodeCommand command;
        try {
            command = ClawCodec.readNodeCommand(message);
        } catch (JsonFormatException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("message not understood");
            return;
        }
        switch (command) {
            case NodeCommand.Registered answer -> registered(answer);
            case NodeCommand.HeartbeatAck answer ->
                    outbox.heartbeatAcknowledged(answer.confirmed()).forEach(listener::delivered);
            case NodeCommand.RequestMetrics _ -> sendMetrics();
            case NodeCommand.ConfigUpdate update -> {
                repeat(update.heartbeatIntervalSecs(), update.metricsIntervalSecs());
                listener.command(update);
            }
            case NodeCommand.Failure failure -> refused(failure);
            case NodeCommand.StartWorkload _,
                    NodeCommand.StopWorkload _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.InvokeRequest _ ->
                    listener.command(command);
        }
    }

    private void registered(NodeCommand.Registered answer) {
        if (active) {
            changesUnanswered = Math.max(0, changesUnanswered - 1);
            return;
        }
        active = true;
        registered = true;
        activeNanos = time.nanos();
        listener.registered(answer);
        cancel(registrationLimit);
        repeat(answer.heartbeatIntervalSecs(), answer.metricsIntervalSecs());
        if (changed) {
            registerAgain();
        }
        pump();
    }

    private void repeat(@Nullable Long heartbeatSecs, @Nullable Long metricsSecs) {
        if (active && heartbeatSecs != null) {
            cancel(heartbeats);
            heartbeats = repeat(heartbeatSecs, this::beat);
        }
        if (active && metricsSecs != null) {
            cancel(metrics);
            metrics = repeat(metricsSecs, this::sendMetrics);
        }
    }

    /** A random first delay: nodes that came together must not beat together for ever. */
    private Timers.Timer repeat(long seconds, Runnable task) {
        Duration period = Duration.ofSeconds(Math.clamp(seconds, 1, 3600));
        Duration first = Duration.ofMillis(random.nextLong(period.toMillis()));
        return loop.every(first, period, task);
    }

    private static void cancel(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void beat() {
        if (outbox.heartbeatsUnanswered() >= MAX_UNANSWERED_HEARTBEATS) {
            drop("no answer to " + MAX_UNANSWERED_HEARTBEATS + " heartbeats");
        } else if (connection != null && nodeId != null) {
            connection.send(ClawCodec.write(new NodeMessage.Heartbeat(nodeId, time.now())));
            outbox.heartbeatSent();
        }
    }

    private void sendMetrics() {
        if (active && connection != null && connection.writable() && nodeId != null) {
            List<GpuMetrics> readings = listener.metrics();
            if (!readings.isEmpty()) {
                connection.send(
                        ClawCodec.write(new NodeMessage.Metrics(nodeId, readings, time.now())));
            }
        }
    }

    private void refused(NodeCommand.Failure failure) {
        LOG.atWarn()
                .addKeyValue("code", failure.code())
                .addKeyValue("reason", failure.message())
                .log("refused by the gateway");
        if (active) {
            if (changesUnanswered > 0 && failure.code() == ErrorNumbers.of(ErrorCode.INTERNAL)) {
                changeRefused();
            }
            listener.command(failure);
        } else if (connection != null) {
            boolean forGood = failure.code() == ErrorNumbers.of(ErrorCode.PERMISSION_DENIED);
            boolean passes = failure.code() == ErrorNumbers.of(ErrorCode.OVERLOADED);
            why =
                    new Disconnection(
                            forGood ? FORBIDDEN : Disconnection.ABNORMAL,
                            0,
                            "registration refused: " + failure.message(),
                            passes ? Duration.ZERO : REFUSED_PAUSE);
            connection.close(1000, "registration refused");
        }
    }

    /** Such as by a full disk: until it is taken the gateway goes by what the node was. */
    private void changeRefused() {
        changesUnanswered--;
        cancel(repeatedRegistration);
        repeatedRegistration = loop.after(REFUSED_PAUSE, this::registerAgain);
    }

    @Override
    public void writable() {
        pump();
    }

    /** Whether the gateway took the registration, also after the end. */
    boolean registered() {
        return registered;
    }

    /** Sends what waits, as far as there is room. */
    void pump() {
        while (active && connection != null && connection.writable()) {
            NodeMessage next = outbox.next();
            if (next == null) {
                return;
            }
            connection.send(ClawCodec.write(next));
        }
    }

    void answer(NodeMessage.InvokeResult result) {
        if (active && connection != null) {
            connection.send(ClawCodec.write(result));
        }
    }

    void drop(String reason) {
        if (connection != null) {
            why = new Disconnection(Disconnection.ABNORMAL, 0, reason, Duration.ZERO);
            connection.drop();
        }
    }

    void close() {
        leaving = true;
        if (connection != null) {
            connection.close(GOING_AWAY, "node is leaving");
        }
    }

    @Override
    public void closed(Disconnection reason) {
        cancel(registrationLimit);
        cancel(heartbeats);
        cancel(metrics);
        cancel(repeatedRegistration);
        boolean wasActive = active;
        active = false;
        connection = null;
        Duration lasted = wasActive ? Duration.ofNanos(time.nanos() - activeNanos) : Duration.ZERO;
        ended.accept(why != null ? why : reason, lasted);
    }
}
