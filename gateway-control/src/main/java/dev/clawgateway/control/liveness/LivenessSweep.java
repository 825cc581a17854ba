package dev.clawgateway.control.liveness;

import dev.clawgateway.control.CommandInbox;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A duty: looks at when each session was last heard. Reports nodes that fell silent, are heard
 * again, or whose work is lost by their silence; closes those silent past all hope, and peers that
 * take nothing. Called from one thread, about once a second; skipping or repeating a call is
 * harmless.
 *
 * <p>Clients beat every 30 s whatever interval they are told, so a short interval does not shorten
 * the thresholds (claw protocol section 4.3).
 */
public final class LivenessSweep {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessSweep.class);
    private static final Duration MIN_DEGRADED = Duration.ofSeconds(60);
    private static final Duration MIN_OFFLINE = Duration.ofSeconds(150);

    /** Of a node that was never heard more often than it has to. */
    private static final Duration MIN_LOST = Duration.ofMinutes(2);

    private static final Duration MAX_OWN_PAUSE = Duration.ofSeconds(10);

    private final HeardSessions heard;
    private final CommandInbox inbox;
    private final Time time;

    /** By which the next sweep goes. */
    private volatile Limits wanted;

    private Limits limits;

    private final ToIntFunction<NodeId> workloads;

    /** Sessions reported silent; this thread's alone. */
    private final Map<SessionId, HeardNode> silent = new HashMap<>();

    /** Sessions reported missing before that; this thread's alone. */
    private final Map<SessionId, HeardNode> missing = new HashMap<>();

    private @Nullable Long lastSweep;
    private long amnestyNanos;

    /**
     * A sweep over some sessions.
     *
     * @param nodeTimeout how long after it was last heard a node's work is lost
     * @param workloads how many a node holds
     */
    public LivenessSweep(
            HeardSessions heard,
            CommandInbox inbox,
            Duration heartbeatInterval,
            Duration nodeTimeout,
            ToIntFunction<NodeId> workloads,
            Time time) {
        this.heard = heard;
        this.inbox = inbox;
        this.time = time;
        this.limits = Limits.of(heartbeatInterval, nodeTimeout);
        this.wanted = limits;
        this.workloads = workloads;
        this.amnestyNanos = time.nanos();
    }

    /**
     * How long silence may last.
     *
     * @param ownPause between two sweeps; a longer gap means that we, not the nodes, were away
     */
    private record Limits(
            Duration degradedAfter,
            Duration offlineAfter,
            Duration leastMissing,
            Duration nodeTimeout,
            Duration ownPause) {
        static Limits of(Duration heartbeatInterval, Duration nodeTimeout) {
            return new Limits(
                    longer(MIN_DEGRADED, heartbeatInterval.multipliedBy(2)),
                    longer(MIN_OFFLINE, heartbeatInterval.multipliedBy(5)),
                    heartbeatInterval.multipliedBy(2),
                    nodeTimeout,
                    shorter(MAX_OWN_PAUSE, nodeTimeout.dividedBy(2)));
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /**
     * Another interval and timeout count from the next sweep on, and nobody is held to have been
     * silent before: a shorter timeout alone loses no work. From any thread.
     */
    public void change(Duration heartbeatInterval, Duration nodeTimeout) {
        wanted = Limits.of(heartbeatInterval, nodeTimeout);
    }

    /** Looks at every session once. */
    public void sweep() {
        long now = time.nanos();
        Limits next = wanted;
        if (!next.equals(limits)) {
            limits = next;
            amnestyNanos = now;
        }
        noticeOwnPause(now);
        silent.values().removeIf(HeardNode::closing);
        missing.values().removeIf(HeardNode::closing);
        Collection<? extends HeardNode> nodes = heard.nodes();
        // All that are missing before any is lost: whether one is depends on how many there are.
        for (HeardNode node : nodes) {
            noticeMissing(node, quiet(node, now));
        }
        for (HeardNode node : nodes) {
            judge(node, now);
        }
        heard.closeStalled(now, amnestyNanos);
    }

    private void noticeOwnPause(long now) {
        if (lastSweep != null && now - lastSweep > limits.ownPause.toNanos()) {
            amnestyNanos = now;
            LOG.atWarn()
                    .addKeyValue("pause_ms", Duration.ofNanos(now - lastSweep).toMillis())
                    .log("this process stood still; no node is held to have been silent");
        }
        lastSweep = now;
    }

    private long quiet(HeardNode node, long now) {
        return Math.min(now - node.lastHeardNanos(), now - amnestyNanos);
    }

    /** Whoever is reported silent is missing; this is for those who are lost before that. */
    private void noticeMissing(HeardNode node, long quiet) {
        Duration after = longer(patience(node).dividedBy(2), limits.leastMissing);
        boolean isMissing = after.compareTo(limits.degradedAfter) < 0 && quiet >= after.toNanos();
        if (isMissing == missing.containsKey(node.session())
                || !inbox.offer(
                        new Command.ReportMissing(node.node(), node.session(), isMissing))) {
            return;
        }
        if (isMissing) {
            missing.put(node.session(), node);
        } else {
            missing.remove(node.session());
        }
    }

    private void judge(HeardNode node, long now) {
        long quiet = quiet(node, now);
        if (quiet >= patience(node).toNanos() && workloads.applyAsInt(node.node()) > 0) {
            // Said again until it is done, or the node is heard.
            boolean _ = inbox.offer(new Command.LoseNode(node.node(), node.session()));
        } else if (quiet >= limits.offlineAfter.toNanos()) {
            node.giveUp();
        } else if (quiet >= limits.degradedAfter.toNanos()) {
            if (!silent.containsKey(node.session()) && report(node, true, now - quiet)) {
                silent.put(node.session(), node);
            }
        } else if (silent.containsKey(node.session()) && report(node, false, now - quiet)) {
            silent.remove(node.session());
        }
    }

    private Duration patience(HeardNode node) {
        return node.beatsOften() ? limits.nodeTimeout : longer(MIN_LOST, limits.nodeTimeout);
    }

    /** False when the inbox is full: then the next sweep tries again. */
    private boolean report(HeardNode node, boolean isSilent, long heardNanos) {
        return inbox.offer(
                new Command.ReportLiveness(
                        node.node(), node.session(), isSilent, heardNanos, patience(node)));
    }
}
