package dev.clawgateway.client.node;

import dev.clawgateway.client.Backoff;
import dev.clawgateway.client.ClientLoop;
import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node connected, session after session. Its methods may be called from any thread and
 * return at once; its state lives on one event loop.
 */
public final class NodeClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeClient.class);

    private static final Duration EAGER_PAUSE = Duration.ofMillis(100);
    private static final int TRY_LATER = 1013;

    /** What was refused is not good again at once. */
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

    private final NodeAccess access;
    private final NodeListener listener;
    private final Time time;
    private final RandomGenerator random;
    private final Settings settings;
    private final ClientLoop loop;
    private final Backoff backoff;
    private final Outbox outbox;
    private @Nullable NodeSession session;
    private boolean closed;
    private boolean everRegistered;
    private long startNanos;
    private Endpoint tried;
    private Timers.Timer retry = () -> {};

    /** One that is always let in by the same, or not at all. */
    public NodeClient(
            ClientLoop loop,
            Endpoint endpoint,
            NodeListener listener,
            Settings settings,
            Time time,
            RandomGenerator random) {
        this(loop, NodeAccess.at(endpoint), listener, settings, time, random);
    }

    /**
     * @param loop where it lives, with its timers and connections
     */
    public NodeClient(
            ClientLoop loop,
            NodeAccess access,
            NodeListener listener,
            Settings settings,
            Time time,
            RandomGenerator random) {
        this.access = access;
        tried = access.endpoint();
        this.listener = listener;
        this.time = time;
        this.random = random;
        this.settings = settings;
        this.loop = loop;
        this.backoff = new Backoff(settings.pace(), random);
        this.outbox = new Outbox(settings.maxLogBytes());
    }

    /** Connects, and keeps doing so until closed or told by the gateway not to. Called once. */
    public void start() {
        loop.run(() -> {
            startNanos = time.nanos();
            connect();
        });
    }

    /** Does not wait any longer, where it waits to connect again. */
    public void tryNow() {
        loop.run(() -> {
            retry.cancel();
            connect();
        });
    }

    /** Tells of a workload's new state; delivered at least once, in order. */
    public void update(NodeMessage.WorkloadUpdate update) {
        loop.run(() -> {
            outbox.add(update);
            pump();
        });
    }

    /** Passes on output; the oldest is dropped when too much has gathered. */
    public void logs(NodeMessage.WorkloadLogs logs) {
        loop.run(() -> {
            outbox.add(logs);
            pump();
        });
    }

    /** Answers an invoke; lost without a session, since the gateway has given it up too then. */
    public void answer(NodeMessage.InvokeResult result) {
        loop.run(() -> {
            if (session != null) {
                session.answer(result);
            }
        });
    }

    /** The node has changed: what it registers now differs from what it registered before. */
    public void registerAgain() {
        loop.run(() -> {
            if (session != null) {
                session.registerAgain();
            }
        });
    }

    /** Breaks the connection as a bad network would, for trying out; the client comes back. */
    public void breakConnection() {
        loop.run(() -> {
            if (session != null) {
                session.drop("broken on purpose");
            }
        });
    }

    /** Runs something on the client's event loop after a while. */
    public void after(Duration delay, Runnable task) {
        var _ = loop.after(delay, task);
    }

    /** Ends the session and does not come back. What is queued and fits is sent before. */
    @Override
    public void close() {
        loop.run(() -> {
            closed = true;
            if (session != null) {
                pump();
                session.close();
            }
        });
    }

    private void connect() {
        if (closed || session != null) {
            return;
        }
        NodeSession next =
                new NodeSession(loop, listener, outbox, time, random, this::sessionEnded);
        session = next;
        tried = access.endpoint();
        loop.connect(tried, next);
    }

    private void pump() {
        if (session != null) {
            session.pump();
        }
    }

    private void sessionEnded(Disconnection why, Duration lasted) {
        everRegistered |= session != null && session.registered();
        session = null;
        outbox.sessionLost();
        if (closed) {
            return;
        }
        boolean better = access.endpoint() != tried;
        boolean hope = why.refusesCredential() && (better || access.refused());
        if (why.permanent() && !hope) {
            closed = true;
            LOG.atError()
                    .addKeyValue("gateway", tried)
                    .addKeyValue("reason", why)
                    .log("session refused for good");
            listener.gaveUp(why);
            return;
        }
        Duration wait = wait(why, lasted, hope);
        LOG.atDebug().addKeyValue("reason", why).addKeyValue("retry_in", wait).log("session lost");
        listener.disconnected(why, wait);
        retry = loop.after(wait, this::connect);
    }

    /** Longer where nothing better is to be shown yet than what was refused. */
    private Duration wait(Disconnection why, Duration lasted, boolean hope) {
        if (hope && access.endpoint() == tried && why.retryAfter().compareTo(REFUSED_PAUSE) < 0) {
            return backoff.next(lasted, REFUSED_PAUSE);
        }
        return !hope && eager(why) ? moment() : backoff.next(lasted, why.retryAfter());
    }

    /** At first it may be that the gateway is only starting, on the same machine or together. */
    private boolean eager(Disconnection why) {
        boolean early = time.nanos() - startNanos < settings.eager().toNanos();
        boolean passes = why.code() == Disconnection.ABNORMAL || why.code() == TRY_LATER;
        return !everRegistered && early && passes && why.retryAfter().isZero();
    }

    private Duration moment() {
        return EAGER_PAUSE.plusNanos(random.nextLong(EAGER_PAUSE.toNanos()));
    }

    /**
     * How a node behaves when its gateway is out of reach.
     *
     * @param maxLogBytes output kept meanwhile, in bytes
     * @param eager how long after its start it tries several times a second, until it was
     *     registered once: a gateway that is started together with it is a moment behind
     */
    public record Settings(Backoff.Pace pace, long maxLogBytes, Duration eager) {
        public static final Settings STANDARD =
                new Settings(Backoff.Pace.STANDARD, 8L * 1024 * 1024, Duration.ZERO);

        /** The same for a node that may be started together with its gateway. */
        public static final Settings EAGER =
                new Settings(STANDARD.pace, STANDARD.maxLogBytes, Duration.ofSeconds(30));
    }
}
