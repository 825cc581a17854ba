package dev.clawgateway.simulation.peer.operator;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.Marks;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Taste;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a command line. Knows what operators were answered and shown; what he asks for he
 * asks for once, unless faults are over or it has to be done.
 */
public final class Operator {
    private static final int LONGEST_DRAIN_SECS = 60;
    private static final int MOST_DEVICES = 8;
    private static final long MOST_GPU_MILLIS = 8000;

    private final String name;
    private final Board board;
    private final Desk desk;
    private final Reading reading;
    private final List<String> windows = new ArrayList<>();
    private @Nullable CliRequest lastSubmission;

    public Operator(String name, PeerWorld world, Board board) {
        this.name = name;
        this.board = board;
        this.desk = new Desk(name, world);
        this.reading = new Reading(board, desk, world.dice().stream("reads " + name));
    }

    public String name() {
        return name;
    }

    /** Comes for the first time. */
    public void start() {
        desk.start();
        reading.nodes();
    }

    /** Submits something that asks for all this. */
    public void submit(Set<Taste> tastes, RandomGenerator dice) {
        WorkloadSpec drawn = new Specs(tastes, dice, desk.now()).draw();
        boolean contained = board.containers() && dice.nextBoolean();
        WorkloadSpec spec = contained ? Specs.inContainer(drawn) : drawn;
        NodeId target = tastes.contains(Taste.TARGET) ? board.node(dice.nextInt()) : null;
        submit(new CliRequest.StartWorkload(target, spec, tastes.contains(Taste.QUEUE)));
    }

    private void submit(CliRequest submission) {
        lastSubmission = submission;
        desk.ask(submission, reading::submitted);
    }

    /** Submits what it submitted last once more: another workload. */
    public void repeat() {
        if (lastSubmission != null) {
            submit(lastSubmission);
        }
    }

    public void stop(int pick, boolean force) {
        WorkloadId workload = board.workload(pick);
        if (workload != null) {
            desk.ask(new CliRequest.StopWorkload(workload, force), _ -> {});
        }
    }

    /** Reads one of the lists, all its parts. */
    public void list() {
        reading.anything();
    }

    public void describe(int pick) {
        WorkloadId workload = board.workload(pick);
        NodeId node = board.node(pick);
        if ((pick & 3) == 0 && node != null) {
            desk.ask(
                    (pick & 4) == 0
                            ? new CliRequest.GetNode(node)
                            : new CliRequest.GetNodeConditions(node),
                    _ -> {});
        } else if (workload != null) {
            desk.ask(new CliRequest.GetWorkload(workload), reading::showed);
        }
    }

    public void explain(int pick) {
        WorkloadId workload = board.workload(pick);
        if (workload != null) {
            desk.ask(
                    (pick & 1) == 0
                            ? new CliRequest.ExplainWorkload(workload)
                            : new CliRequest.GetSchedulingStatus(workload),
                    _ -> {});
        }
    }

    /** Asks where something would run. */
    public void plan(RandomGenerator dice) {
        Taste[] all = Taste.values();
        Set<Taste> tastes = Set.of(all[dice.nextInt(all.length)]);
        desk.ask(
                new CliRequest.PlanWorkload(null, new Specs(tastes, dice, desk.now()).draw()),
                _ -> {});
    }

    public void logs(int pick) {
        WorkloadId workload = board.workload(pick);
        if (workload != null) {
            desk.ask(
                    new CliRequest.GetLogs(workload, (pick & 1) == 0 ? 100L : null, true), _ -> {});
        }
    }

    public void status() {
        desk.ask(new CliRequest.GetStatus(), _ -> {});
    }

    public void drain(int pick, boolean on) {
        onNode(
                pick,
                on,
                "drain",
                node -> new CliRequest.DrainNode(node, on),
                node -> new CliRequest.DrainNode(node, false));
    }

    /** With a deadline. */
    public void drainBy(int pick, RandomGenerator dice) {
        long seconds = dice.nextInt(LONGEST_DRAIN_SECS);
        onNode(
                pick,
                true,
                "drain",
                node -> new CliRequest.DrainNode(node, true, seconds),
                node -> new CliRequest.DrainNode(node, false));
    }

    public void cordon(int pick, boolean on) {
        onNode(
                pick,
                on,
                "cordon",
                node ->
                        on
                                ? new CliRequest.CordonNode(node, "maintenance of the rack")
                                : new CliRequest.UncordonNode(node),
                CliRequest.UncordonNode::new);
    }

    /** Says that a node will not return, which nobody knows. */
    public void delete(int pick) {
        NodeId node = board.node(pick);
        if (node != null) {
            desk.ask(new CliRequest.DeleteNode(node), _ -> {});
        }
    }

    public void label(int pick, boolean on, RandomGenerator dice) {
        String key = dice.nextBoolean() ? Marks.ZONE : Marks.POOL;
        String value = dice.nextBoolean() ? "a" : "b";
        onNode(
                pick,
                false,
                "label " + key,
                node ->
                        on
                                ? new CliRequest.SetNodeLabel(node, key, value)
                                : new CliRequest.RemoveNodeLabel(node, key),
                node -> new CliRequest.RemoveNodeLabel(node, key));
    }

    public void taint(int pick, boolean on, RandomGenerator dice) {
        String value = dice.nextBoolean() ? "a" : "b";
        onNode(
                pick,
                on,
                "taint",
                node ->
                        on
                                ? new CliRequest.SetNodeTaint(node, Marks.TAINT, value)
                                : new CliRequest.RemoveNodeTaint(node, Marks.TAINT),
                node -> new CliRequest.RemoveNodeTaint(node, Marks.TAINT));
    }

    public void condition(int pick, boolean on, RandomGenerator dice) {
        String reason = dice.nextBoolean() ? "ProbeFailed" : null;
        onNode(
                pick,
                !on,
                "condition",
                node -> new CliRequest.UpdateNodeCondition(node, Marks.CONDITION, on, reason),
                node -> new CliRequest.UpdateNodeCondition(node, Marks.CONDITION, true, null));
    }

    /** Of a device by its number, or by the id that somebody was shown. */
    public void deviceCondition(int pick, RandomGenerator dice) {
        boolean on = dice.nextInt(3) > 0;
        String shown = Board.picked(board.devices(board.node(pick)), dice.nextInt(MOST_DEVICES));
        String number = Integer.toString(dice.nextInt(MOST_DEVICES));
        String device = shown == null || dice.nextBoolean() ? number : shown;
        String type = NodeRecord.GPU_UNHEALTHY + device;
        onNode(
                pick,
                true,
                type,
                node -> new CliRequest.UpdateNodeCondition(node, type, on, null),
                node -> new CliRequest.UpdateNodeCondition(node, type, false, null));
    }

    private interface AboutNode {
        CliRequest of(NodeId node);
    }

    private void onNode(int pick, boolean owed, String what, AboutNode request, AboutNode undo) {
        NodeId node = board.node(pick);
        if (node != null) {
            if (owed) {
                board.owe(what + " " + node, undo.of(node));
            }
            desk.ask(request.of(node), _ -> {});
        }
    }

    /** Makes or changes a virtual cluster. */
    public void quota(RandomGenerator dice) {
        String cluster = Marks.CLUSTERS.get(dice.nextInt(Marks.CLUSTERS.size()));
        long gpus = dice.nextLong(MOST_GPU_MILLIS / 500 + 1) * 500;
        Quota limit = new Quota(gpus, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean none = dice.nextInt(4) == 0;
        Quota guaranteed = dice.nextBoolean() ? new Quota(gpus / 2, 0, 0) : Quota.NONE;
        int weight = 1 + dice.nextInt(3);
        board.owe("quota " + cluster, lifted(cluster));
        desk.ask(
                new CliRequest.SetVirtualCluster(
                        new VirtualCluster(
                                cluster, null, guaranteed, none ? Quota.UNLIMITED : limit, weight)),
                _ -> desk.ask(new CliRequest.ListVirtualClusters(), _ -> {}));
    }

    private static CliRequest lifted(String cluster) {
        return new CliRequest.SetVirtualCluster(
                new VirtualCluster(cluster, null, Quota.NONE, Quota.UNLIMITED, 1));
    }

    public void removeQuota(int pick) {
        String cluster = Board.picked(Marks.CLUSTERS, pick);
        if (cluster != null) {
            desk.ask(new CliRequest.RemoveVirtualCluster(cluster), _ -> {});
        }
    }

    public void clearGate(int pick) {
        WorkloadId workload = board.workload(pick);
        String gate = Board.picked(Marks.GATES, pick);
        if (workload != null && gate != null) {
            desk.ask(new CliRequest.ClearGate(workload, gate), _ -> {});
        }
    }

    public void maintenance(boolean on) {
        if (on) {
            board.owe("maintenance", new CliRequest.SetServing(true));
        }
        desk.ask(new CliRequest.SetServing(!on), _ -> {});
    }

    /** A node is to stand empty, soon and for a short while. */
    public void planWindow(int pick, RandomGenerator dice) {
        NodeId node = board.node(pick);
        if (node != null) {
            String window = name + "-" + (windows.size() + 1);
            windows.add(window);
            board.owe("window " + window, new CliRequest.RemoveMaintenance(window));
            Instant from = desk.now().plusSeconds(dice.nextInt(300));
            Instant until = from.plusSeconds(10 + dice.nextInt(300));
            int lead = dice.nextInt(3) == 0 ? 0 : dice.nextInt(120);
            desk.ask(
                    new CliRequest.SetMaintenance(
                            window, List.of(node), Map.of(), from, until, lead, null),
                    _ -> desk.ask(new CliRequest.ListMaintenance(), _ -> {}));
        }
    }

    /** Takes one of its windows back, if it is not over. */
    public void removeWindow(int pick) {
        String window = Board.picked(windows, pick);
        if (window != null) {
            desk.ask(new CliRequest.RemoveMaintenance(window), _ -> {});
        }
    }

    public void acceptLosses() {
        desk.ask(new CliRequest.AcceptLosses(), _ -> {});
    }

    public void invoke(int pick, RandomGenerator dice) {
        NodeId node = board.node(pick);
        if (node != null) {
            String params = dice.nextBoolean() ? "{\"window\":15}" : null;
            desk.ask(
                    new CliRequest.NodeInvoke(
                            node, "gpu.metrics", params, 100 + dice.nextInt(8000)),
                    _ -> {});
        }
    }

    /** Drops its connection: what it asked for is done, or not. */
    public void hangUp() {
        desk.hangUp();
    }

    /** Whether every question has its answer. */
    public boolean quiet() {
        return desk.quiet();
    }

    /** Faults are over. */
    public void behave() {
        desk.resume();
    }

    /** Takes back all that operators held back. */
    public void tidy() {
        for (CliRequest undo : board.owed()) {
            desk.insist(undo, _ -> board.paid(undo));
        }
        reading.openGates();
    }

    /** Stops everything that has not ended. */
    public void stopAll() {
        reading.stopAll();
    }

    /** Reads every list whole. */
    public void look() {
        reading.everything();
    }

    /**
     * On each node shown healthy, one workload that takes all it has, and one that waits for that.
     */
    public void fill() {
        reading.fill();
    }
}
