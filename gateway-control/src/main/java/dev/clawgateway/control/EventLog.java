package dev.clawgateway.control;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Allocation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes into the log what operators should not have to look for among the events: nodes that are
 * lost, and of workloads where they were placed, that they were evicted, wait again, ended; one
 * line each, once it is durable. Who submitted and who stopped them is told where that is known.
 */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final ClusterView view;

    EventLog(ClusterView view) {
        this.view = view;
    }

    /**
     * Of a batch that is durable and published.
     *
     * @param changes in their order, so that each event finds its workload as it was then
     */
    void tell(List<Change> changes) {
        Map<Subject, WorkloadRecord> latest = new HashMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.WorkloadSaved saved ->
                        latest.put(new Subject.Workload(saved.workload().id()), saved.workload());
                case Change.EventRecorded recorded -> {
                    WorkloadRecord workload = latest.get(recorded.event().subject());
                    if (tellAlarm(recorded.event())) {
                        // That is all there is to say of it.
                    } else if (workload != null) {
                        tell(recorded.event(), workload);
                    } else if (recorded.event().kind() == Event.Kind.NODE_LOST
                            && recorded.event().subject() instanceof Subject.Node(var node)) {
                        tellLoss(node, recorded.event());
                    }
                }
                case Change.NodeSaved _,
                        Change.NodeForgotten _,
                        Change.WorkloadForgotten _,
                        Change.VirtualClusterSaved _,
                        Change.VirtualClusterForgotten _,
                        Change.MaintenanceSaved _,
                        Change.MaintenanceForgotten _,
                        Change.WorkspaceSaved _,
                        Change.WorkspaceForgotten _,
                        Change.PastUseSaved _,
                        Change.ServingSet _,
                        Change.StatusChanged _,
                        Change.MissingChanged _,
                        Change.MassAbsenceChanged _,
                        Change.AvoidanceChanged _,
                        Change.StrangenessChanged _,
                        Change.HoldingsChecked _,
                        Change.ReignBegun _,
                        Change.AuditNoted _,
                        Change.EndMarked _,
                        Change.ClockSaved _,
                        Change.AnswerKept _,
                        Change.AnswerForgotten _,
                        Change.OfRegistry _ -> {
                    // Not about workloads.
                }
            }
        }
    }

    /** What somebody should look at: this gateway is not what its nodes, or the clock, make it. */
    private static boolean tellAlarm(Event event) {
        String what =
                switch (event.kind()) {
                    case WORKLOAD_ADOPTED ->
                            "work that this gateway did not know was adopted: is its data folder"
                                    + " the right one?";
                    case NODE_RUNS_UNKNOWN -> "a node runs work that this gateway does not know";
                    case NODE_OF_OTHER_FLEET ->
                            "a node knew another fleet: is the data folder the right one?";
                    case CLOCK_JUMPED -> "the wall clock jumped";
                    case HOLDINGS_DIFFER ->
                            "what is held is not what is known to be held: please report this";
                    default -> null;
                };
        if (what != null) {
            LOG.atWarn()
                    .addKeyValue("subject", event.subject())
                    .addKeyValue("detail", event.detail())
                    .log(what);
        }
        return what != null;
    }

    private void tellLoss(NodeId id, Event event) {
        NodeRecord node = view.node(id);
        LOG.atWarn()
                .addKeyValue("node", id)
                .addKeyValue("name", node == null ? "unknown" : node.name())
                .addKeyValue("lost", event.detail())
                .log("node lost");
    }

    /** Other kinds are told elsewhere, with who asked; or are not what people wait for. */
    private static void tell(Event event, WorkloadRecord workload) {
        if (event.kind() == Event.Kind.WORKLOAD_ASSIGNED) {
            because(about(workload), workload.placement()).log("workload placed");
        } else if (event.kind() == Event.Kind.WORKLOAD_EVICTED) {
            about(workload).addKeyValue("why", event.detail()).log("workload evicted");
        } else if (event.kind() == Event.Kind.WORKLOAD_STATE) {
            tellState(workload);
        }
    }

    private static void tellState(WorkloadRecord workload) {
        switch (workload) {
            case Pending waiting ->
                    because(about(waiting), waiting.why()).log("workload waits again");
            case Ended ended -> tellEnd(ended);
            case Stopping stopping -> tellStop(stopping);
            case Starting _, Running _ -> {
                // On the way from one told state to another.
            }
        }
    }

    /** Other stops are told with who asked for them, or as evictions. */
    private static void tellStop(Stopping workload) {
        StopOrder stop = workload.stop();
        if (stop != null
                && (stop.cause() == StopOrder.Cause.TIME_LIMIT
                        || stop.cause() == StopOrder.Cause.GROUP)) {
            because(about(workload), stop.reason()).log("workload stopped by the gateway");
        }
    }

    private static void tellEnd(Ended workload) {
        String state = workload.state().name().toLowerCase(Locale.ROOT);
        LoggingEventBuilder line =
                because(about(workload), workload.word()).addKeyValue("state", state);
        Integer code = workload.exitCode();
        line = code == null ? line : line.addKeyValue("exit_code", code);
        line.log("workload ended");
    }

    private static LoggingEventBuilder about(WorkloadRecord workload) {
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("workload", workload.id())
                        .addKeyValue("attempt", workload.attempt());
        Allocation allocation = workload.allocation();
        if (allocation != null) {
            line =
                    line.addKeyValue("node", allocation.node())
                            .addKeyValue("gpus", allocation.gpuIndexes());
        }
        return line;
    }

    private static LoggingEventBuilder because(LoggingEventBuilder line, @Nullable String why) {
        return why == null || why.isEmpty() ? line : line.addKeyValue("why", why);
    }
}
