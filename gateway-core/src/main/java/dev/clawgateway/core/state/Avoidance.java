package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leaves nodes alone that refuse starts, so that not all that waits goes there to fail while others
 * stand idle. A refusal is a failure straight from starting without an exit code: no program ran
 * that could have failed. It ends by time, which doubles each time, or when a start succeeds.
 *
 * <p>A node that picks its GPUs itself refuses when its own count differs from ours, so its first
 * refusal counts. One that obeys more likely says that a spec is wrong: it is believed that often,
 * and the same work over and over says no more than once.
 */
final class Avoidance {
    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int PATIENCE = 3;

    /** What is known of one node's starts. */
    static final class Starts {
        private int refusals;
        private int avoidances;
        private Object last = "";
    }

    private final Tables tables;
    private final Placer placer;
    private final Deadlines deadlines;

    Avoidance(Tables tables, Placer placer, Deadlines deadlines) {
        this.tables = tables;
        this.placer = placer;
        this.deadlines = deadlines;
    }

    /** Before a report is applied. */
    void heard(Turn turn, Command.ReportWorkload report) {
        NodeEntry node = tables.node(report.node());
        Integer attempt = report.attempt();
        if (node == null
                || !node.on(report.session())
                || !(tables.workload(report.workload()) instanceof Starting workload)
                || !report.node().equals(workload.node())
                || (attempt != null && attempt != workload.attempt())) {
            return;
        }
        switch (report.state()) {
            case RUNNING, COMPLETED -> succeeded(turn, node);
            case FAILED -> {
                if (report.exitCode() == null && !workload.stopRequested()) {
                    refused(turn, node, workload.spec());
                }
            }
            case PENDING, STARTING, STOPPING, STOPPED -> {}
        }
    }

    /** It may still run what was given up. */
    void whileItStops(Turn turn, NodeEntry node, Duration longest) {
        set(turn, node, Avoided.whileItStops(longest));
        deadlines.set(
                turn.now().nanos(), longest, new Deadlines.Due.AvoidanceOver(node.record.id()));
    }

    void hasStopped(Turn turn, NodeEntry node) {
        if (node.avoided != null && node.avoided.stops()) {
            deadlines.takeBack(new Deadlines.Due.AvoidanceOver(node.record.id()));
            set(turn, node, null);
        }
    }

    private void succeeded(Turn turn, NodeEntry node) {
        node.starts.refusals = 0;
        node.starts.avoidances = 0;
        node.starts.last = "";
        if (node.avoided == null || !node.avoided.stops()) {
            deadlines.takeBack(new Deadlines.Due.AvoidanceOver(node.record.id()));
            set(turn, node, null);
        }
    }

    private void refused(Turn turn, NodeEntry node, WorkloadSpec spec) {
        Starts starts = node.starts;
        boolean byNode = node.record.capacity().devices().byNode();
        Object work = List.of(spec.image(), spec.command());
        if (!byNode && work.equals(starts.last)) {
            return;
        }
        starts.last = work;
        starts.refusals++;
        // Those that were on their way when it began make it no longer.
        if (node.avoided == null && starts.refusals >= (byNode ? 1 : PATIENCE)) {
            begin(turn, node);
        }
    }

    private void begin(Turn turn, NodeEntry node) {
        Starts starts = node.starts;
        Duration lasts = FIRST;
        for (int i = 0; i < starts.avoidances && lasts.compareTo(LONGEST) < 0; i++) {
            lasts = lasts.multipliedBy(2);
        }
        lasts = lasts.compareTo(LONGEST) > 0 ? LONGEST : lasts;
        starts.avoidances++;
        Avoided avoided = new Avoided(starts.refusals, lasts);
        set(turn, node, avoided);
        turn.event(Event.Kind.NODE_AVOIDED, node.record.id(), avoided.text());
        deadlines.set(turn.now().nanos(), lasts, new Deadlines.Due.AvoidanceOver(node.record.id()));
    }

    /** Its time is up. */
    void over(Turn turn, NodeId id) {
        NodeEntry node = tables.node(id);
        if (node != null) {
            set(turn, node, null);
        }
    }

    private void set(Turn turn, NodeEntry node, @Nullable Avoided avoided) {
        Avoided before = node.avoided;
        node.avoided = avoided;
        if (avoided == null && before != null && !before.stops()) {
            turn.event(Event.Kind.NODE_TRUSTED, node.record.id(), null);
        }
        refresh(turn, node);
    }

    /** What is told of it follows from more than one thing. */
    void refresh(Turn turn, NodeEntry node) {
        Avoided now = node.avoided();
        if (!Objects.equals(node.toldAvoided, now)) {
            node.toldAvoided = now;
            turn.change(new Change.AvoidanceChanged(node.record.id(), now));
            placer.upsertNode(node.schedulable());
        }
    }
}
