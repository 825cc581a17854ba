package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.Patience;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.Work;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who drives the fleet by the OpenClaw dialect: a device that somebody approves, again
 * where the gateway has forgotten it. Asks for everything once; what he gets no answer to may be
 * done or not. All the while he follows the events, from the last that he knows.
 */
public final class FleetOperator implements FleetLine.Host {
    private static final String MARK = "SUBMISSION";
    private static final List<String> COMMANDS =
            List.of("gpu.list", "system.info", "node.health", "workload.destroy");
    private static final Duration AFTER_APPROVAL = Duration.ofSeconds(1);
    private static final int LONGEST_WORK_SECONDS = 90;
    private static final long WORKLOAD_NOT_FOUND = 1002;
    private static final long INVALID_REQUEST = 1003;

    private final String name;
    private final PeerWorld world;
    private final Board board;
    private final List<GpuMachine> machines;
    private final SimulatedProcess process;
    private final PeerKeys keys;
    private final Patience patience;
    private final FleetFollower follower;
    private final DeviceClerk devices;
    private @Nullable FleetLine line;
    private boolean in;
    private boolean approved;
    private int unanswered;
    private int invoked;

    public FleetOperator(String name, PeerWorld world, Board board, List<GpuMachine> machines) {
        this.name = name;
        this.world = world;
        this.board = board;
        this.machines = List.copyOf(machines);
        process = world.machine(name).start("operator");
        keys = new PeerKeys(world.dice().stream("keys " + name));
        patience = new Patience(world.dice().stream("patience " + name));
        follower = new FleetFollower(name, world, process);
        devices = new DeviceClerk(name, world);
    }

    public String name() {
        return name;
    }

    /** Comes for the first time. */
    public void start() {
        process.execute(this::connect);
    }

    private void connect() {
        if (line == null) {
            line = new FleetLine(world, name, process, keys, this);
        }
    }

    @Override
    public void welcomed(FleetLine welcomed) {
        in = true;
        patience.reset();
        follower.follow(welcomed);
    }

    @Override
    public void unpaired(String request) {
        approved = true;
        var _ = new DeviceApproval(world, process, request);
    }

    @Override
    public void event(FleetLine from, String event, JsonNode payload) {
        follower.hear(event, payload);
    }

    @Override
    public void ended(FleetLine ended) {
        if (line == ended) {
            line = null;
            in = false;
            follower.over("connection ended");
            process.after(approved ? AFTER_APPROVAL : patience.next(), this::connect);
            approved = false;
        }
    }

    private @Nullable FleetLine open() {
        return in ? line : null;
    }

    /** Submits something in a container, which waits where it has to. */
    public void submit(RandomGenerator dice) {
        FleetLine to = open();
        if (to == null) {
            return;
        }
        long number = world.numbers().request();
        int seconds = 1 + dice.nextInt(LONGEST_WORK_SECONDS);
        int exitCode = dice.nextInt(4) == 0 ? 1 + dice.nextInt(9) : 0;
        Work work =
                new Work(
                        Duration.ofSeconds(seconds),
                        exitCode,
                        dice.nextInt(4),
                        dice.nextInt(8) == 0);
        WorkloadSpec spec =
                new WorkloadSpec(
                        "work:1",
                        work.command(),
                        Map.of(MARK, Long.toString(number)),
                        dice.nextInt(3),
                        256L * dice.nextInt(9),
                        250L * dice.nextInt(9),
                        Map.of(),
                        SchedulingRequirements.NONE);
        byte[] body =
                JsonTree.write(out ->
                        out.required("spec", SpecFormat.SPEC, spec)
                                .required("queue", Kinds.FLAG, true));
        ObjectNode params = PeerFrames.object();
        params.set("body", PeerFrames.read(new String(body, StandardCharsets.UTF_8)));
        ask(
                to,
                number,
                new CliRequest.StartWorkload(null, spec, true),
                "fleet.workloads.submit",
                params);
    }

    /** Stops one that somebody has heard of. */
    public void stop(int pick, boolean force) {
        FleetLine to = open();
        WorkloadId workload = board.workload(pick);
        if (to != null && workload != null) {
            ObjectNode params = PeerFrames.object().put("id", workload.toString());
            params.putObject("body").put("force", force);
            ask(
                    to,
                    world.numbers().request(),
                    new CliRequest.StopWorkload(workload, force),
                    "fleet.workloads.stop",
                    params);
        }
    }

    private void ask(FleetLine to, long number, CliRequest what, String method, ObjectNode params) {
        unanswered++;
        world.tell(new OperatorFact.Asked(name, number, what));
        var _ =
                to.ask(
                        method,
                        params,
                        frame -> {
                            unanswered--;
                            answered(number, what, frame);
                        });
    }

    private void answered(long number, CliRequest what, @Nullable JsonNode frame) {
        boolean good = frame != null && frame.path("ok").asBoolean(false);
        String code = frame == null ? "" : frame.path("error").path("code").asString("");
        if (frame == null || (!good && code.equals("UNAVAILABLE"))) {
            world.tell(new OperatorFact.Unanswered(name, number));
            return;
        }
        CliReply reply =
                good ? granted(what, frame.path("payload")) : refused(what, frame.path("error"));
        if (reply instanceof CliReply.SchedulingStatus status) {
            board.heardOf(status.workloadId());
        } else if (reply instanceof CliReply.WorkloadStarted started) {
            board.heardOf(started.workloadId());
        }
        world.tell(new OperatorFact.Answered(name, number, reply));
    }

    /** As an operator of another make is told it. */
    private static CliReply granted(CliRequest what, JsonNode said) {
        if (what instanceof CliRequest.StopWorkload stop) {
            return new CliReply.WorkloadStopped(stop.workloadId());
        }
        WorkloadId id = WorkloadId.parse(said.path("workload_id").asString(""));
        JsonNode node = said.path("node_id");
        if (node.isString()) {
            return new CliReply.WorkloadStarted(id, NodeId.parse(node.stringValue()));
        }
        String state = said.path("state").asString("pending").toUpperCase(Locale.ROOT);
        return new CliReply.SchedulingStatus(
                id, WorkloadState.valueOf(state), List.of(), null, List.of(), null, null);
    }

    private static CliReply refused(CliRequest what, JsonNode error) {
        boolean unknown =
                what instanceof CliRequest.StopWorkload
                        && error.path("details").path("status").asInt(0) == 404;
        return new CliReply.Failure(
                unknown ? WORKLOAD_NOT_FOUND : INVALID_REQUEST,
                error.path("message").asString(""),
                null);
    }

    /** Reads a list. */
    public void list(RandomGenerator dice) {
        FleetLine to = open();
        if (to != null) {
            String[] lists = {"fleet.workloads.list", "fleet.nodes.list", "node.list", "health"};
            String method = lists[dice.nextInt(lists.length)];
            unanswered++;
            var _ = to.ask(method, PeerFrames.object(), _ -> unanswered--);
        }
    }

    /** Has a node do a command, which it may not know. */
    public void invoke(int pick, RandomGenerator dice) {
        FleetLine to = open();
        GpuMachine machine = Board.picked(machines, pick);
        if (to != null && machine != null) {
            ObjectNode params =
                    PeerFrames.object()
                            .put("nodeId", machine.deviceId())
                            .put("command", COMMANDS.get(dice.nextInt(COMMANDS.size())))
                            .put("timeoutMs", 100 + dice.nextInt(8000))
                            .put("idempotencyKey", name + "-" + ++invoked);
            params.putObject("params");
            unanswered++;
            var _ = to.ask("node.invoke", params, _ -> unanswered--);
        }
    }

    /** Lets in whatever waits for it. */
    public void approveDevices() {
        FleetLine to = open();
        if (to != null) {
            devices.approveAll(to);
        }
    }

    /** Takes the device of a machine off. */
    public void removeDevice(int pick) {
        FleetLine to = open();
        GpuMachine machine = Board.picked(machines, pick);
        if (to != null && machine != null) {
            machine.unwanted();
            devices.remove(to, machine.deviceId());
        }
    }

    /** His connection breaks; he comes back. */
    public void leave() {
        if (line != null) {
            process.execute(() -> {
                if (line != null) {
                    line.hangUp();
                }
            });
        }
    }

    /** Faults are over: in the end he looks whether he was told all. */
    public void behave() {
        process.resume();
        follower.compareLater(this::open);
    }

    /** Whether nothing is left to be answered or compared. */
    public boolean quiet() {
        return unanswered == 0 && devices.quiet() && follower.quiet();
    }
}
