package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Sight;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Refusals;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.operations.fleet.FleetReport.Oldest;
import dev.clawgateway.control.operations.lists.ListedNode;
import dev.clawgateway.control.operations.lists.ListedWorkload;
import dev.clawgateway.control.readings.History;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.time.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fleet as a whole, and what one node holds and measures. They change nothing. */
public final class FleetOperations {
    private final Desk desk;
    private final ClusterView view;
    private final Telemetry telemetry;
    private final Time time;
    private final Shared<FleetReport> report;
    private final Shared<FleetMap> map;

    public FleetOperations(Desk desk, ClusterView view, Telemetry telemetry, Time time) {
        this.desk = desk;
        this.view = view;
        this.telemetry = telemetry;
        this.time = time;
        this.report = new Shared<>(time);
        this.map = new Shared<>(time);
    }

    /**
     * Capacity, use, and what waits. Whoever asks within a second is told the same; of the control
     * thread it costs what the engine's counts do.
     */
    public void show(Caller caller, Reply<FleetReport> reply) {
        if (desk.admits(caller, Operation.SHOW_FLEET, reply)) {
            Sight sight = Sight.of(caller);
            report.ask(answer -> reply.answer(seen(answer, sight)), this::make);
        }
    }

    private record Counted(List<Room> rooms, WaitingCounts waiting) {}

    private void make(Reply<FleetReport> reply) {
        desk.askEngine(
                reply,
                placer -> new Counted(placer.room(), placer.waiting(time.moment())),
                counted -> new Answer.Given<>(reported(counted)));
    }

    private FleetReport reported(Counted counted) {
        Instant now = time.now();
        FleetTotals totals = view.totals();
        FleetReport.Work work =
                new FleetReport.Work(
                        totals.workloadsByState(),
                        WaitingFor.of(totals, counted.waiting()).byWord(),
                        oldest());
        return new FleetWalk(view, telemetry, now).report(counted.rooms(), work);
    }

    /** Whoever waits by his own wish, at a gate, is not it. */
    private @Nullable Oldest oldest() {
        WorkloadRecord found = null;
        for (WorkloadRecord workload : view.workloads()) {
            if (ListedWorkload.queued(workload)
                    && (found == null || workload.createdAt().isBefore(found.createdAt()))) {
                found = workload;
            }
        }
        return found == null ? null : new Oldest(found.id(), found.createdAt());
    }

    private Answer<FleetReport> seen(Answer<FleetReport> answer, Sight sight) {
        if (!(answer instanceof Answer.Given<FleetReport>(FleetReport fleet))) {
            return answer;
        }
        Oldest oldest = fleet.work().oldest();
        if (oldest == null || oldest.workload() == null || sees(sight, oldest.workload())) {
            return answer;
        }
        FleetReport.Work work =
                new FleetReport.Work(
                        fleet.work().states(),
                        fleet.work().waitingFor(),
                        new Oldest(null, oldest.since()));
        return new Answer.Given<>(fleet.with(work));
    }

    private boolean sees(Sight sight, WorkloadId id) {
        WorkloadRecord workload = view.workload(id);
        return sight.everything() || (workload != null && sight.sees(workload));
    }

    /** Every device in columns. Whoever asks within a second is told the same. */
    public void map(Caller caller, Reply<FleetMap> reply) {
        if (desk.admits(caller, Operation.SHOW_FLEET, reply)) {
            map.ask(reply, made -> desk.later(made, this::mapped));
        }
    }

    private Answer<FleetMap> mapped() {
        return new Answer.Given<>(FleetMap.of(view, telemetry, time.now()));
    }

    /** One node, with each of its devices. Holders that the caller does not see have no id. */
    public void node(Caller caller, NodeId id, Reply<NodeDetail> reply) {
        desk.askLater(
                caller,
                Operation.GET_NODE,
                Target.of(id),
                reply,
                () -> {
                    NodeRecord node = view.node(id);
                    return node == null
                            ? Refusals.unknownNode(id)
                            : new Answer.Given<>(detail(node, Sight.of(caller)));
                });
    }

    private NodeDetail detail(NodeRecord node, Sight sight) {
        NodeSignals signals = telemetry.find(node.id());
        ListedNode listed = ListedNode.of(node, view, signals);
        List<DeviceUse> devices =
                DeviceUse.of(node, listed.devices(), view, signals, time.now()).stream()
                        .map(device -> device.seen(id -> sees(sight, id)))
                        .toList();
        return signals == null
                ? new NodeDetail(listed, devices, null, null)
                : new NodeDetail(listed, devices, signals.measuredAt(), signals.agentVersion());
    }

    /** What a node's devices measured of late; nothing of a node that was not heard. */
    public void readings(Caller caller, NodeId id, Reply<History> reply) {
        desk.askLater(
                caller,
                Operation.GET_NODE,
                Target.of(id),
                reply,
                () -> {
                    NodeSignals signals = telemetry.find(id);
                    if (view.node(id) == null) {
                        return Refusals.unknownNode(id);
                    }
                    Instant now = time.now();
                    return new Answer.Given<>(
                            signals == null ? telemetry.nothing(now) : signals.history(now));
                });
    }
}
