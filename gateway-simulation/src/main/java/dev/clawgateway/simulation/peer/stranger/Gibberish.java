package dev.clawgateway.simulation.peer.stranger;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.simulation.kernel.Dice;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.peer.Board;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Messages that are well formed, or nearly, and out of place. */
final class Gibberish {
    private static final int DEEP = 200;
    private static final long RIVALS = 0x4000L;

    private final Board board;
    private final RandomGenerator dice;
    private final Instant when;

    Gibberish(Board board, RandomGenerator dice) {
        this.board = board;
        this.dice = dice;
        this.when = SimulatedMachine.BEGINNING.plusSeconds(dice.nextInt(10_000));
    }

    List<String> messages() {
        return switch (dice.nextInt(6)) {
            case 0 -> List.of(broken());
            case 1 -> unregistered();
            case 2 -> idler();
            case 3 -> rival();
            case 4 -> operator();
            default -> List.of(ClawCodec.write(new CliRequest.Hello("x", 1 + dice.nextInt(3))));
        };
    }

    private String broken() {
        return switch (dice.nextInt(7)) {
            case 0 -> "";
            case 1 -> "{";
            case 2 -> "[1,2,3]";
            case 3 -> "{\"type\":\"make_coffee\"}";
            case 4 -> "[".repeat(DEEP) + "]".repeat(DEEP);
            case 5 -> "{\"type\":\"register\",\"node_id\":7,\"name\":null}";
            default -> "{\"type\":\"hello\",\"type\":\"hello\",\"version\":\"1\"}";
        };
    }

    /** A node's words on a session that never registers, about others' nodes and workloads. */
    private List<String> unregistered() {
        return List.of(
                ClawCodec.write(new NodeMessage.Heartbeat(somebody(), when)), claim(), claim());
    }

    /** Registers as a node that can run nothing, and then speaks of what is not its own. */
    private List<String> idler() {
        NodeId own = new NodeId(Dice.ids(dice).get());
        List<String> said = new ArrayList<>();
        said.add(register(own, "idler-" + dice.nextInt(4)));
        said.add(claim());
        said.add(ClawCodec.write(new NodeMessage.Heartbeat(somebody(), when)));
        said.add(ClawCodec.write(new NodeMessage.Metrics(somebody(), List.of(), when)));
        said.add(
                ClawCodec.write(
                        new NodeMessage.WorkloadLogs(
                                something(), List.of("not mine"), false, null)));
        said.add(
                ClawCodec.write(
                        new NodeMessage.InvokeResult(
                                "f", "no-such-invoke", null, true, null, null)));
        said.add(register(new NodeId(Dice.ids(dice).get()), "another"));
        said.add(ClawCodec.write(new CliRequest.GetStatus()));
        return said;
    }

    /**
     * One of a few idlers that take each other's place again and again. It leaves the ids of nodes
     * alone: without authentication whoever registers an id is that node, by the protocol.
     */
    private List<String> rival() {
        NodeId shared = new NodeId(new UUID(RIVALS, dice.nextInt(2)));
        return List.of(register(shared, "rival-" + dice.nextInt(9)), claim(), claim());
    }

    private List<String> operator() {
        List<String> said = new ArrayList<>();
        said.add(ClawCodec.write(new CliRequest.Hello("0.0.1", 1)));
        said.add(broken());
        said.add(ClawCodec.write(new CliRequest.GetNode(new NodeId(Dice.ids(dice).get()))));
        said.add(ClawCodec.write(new CliRequest.GetMeshNode(somebody())));
        said.add(
                ClawCodec.write(
                        new CliRequest.StopWorkload(
                                new WorkloadId(Dice.ids(dice).get()), dice.nextBoolean())));
        said.add(ClawCodec.write(new NodeMessage.Heartbeat(somebody(), when)));
        said.add("{\"type\":\"start_workload\",\"spec\":{\"image\":\"\"}}");
        return said;
    }

    private String claim() {
        WorkloadState[] states = WorkloadState.values();
        return ClawCodec.write(
                new NodeMessage.WorkloadUpdate(
                        something(),
                        states[dice.nextInt(states.length)],
                        null,
                        when,
                        dice.nextBoolean() ? 1 + dice.nextInt(3) : null,
                        null));
    }

    private static String register(NodeId id, String name) {
        Capabilities nothing = new Capabilities(new NodeCapacity(List.of(), 0, 0, List.of("none")));
        return ClawCodec.write(
                new NodeMessage.Register(id, name, nothing, 1, null, null, List.of()));
    }

    private NodeId somebody() {
        NodeId node = board.node(dice.nextInt());
        return node != null ? node : new NodeId(Dice.ids(dice).get());
    }

    private WorkloadId something() {
        WorkloadId workload = board.workload(dice.nextInt());
        return workload != null ? workload : new WorkloadId(Dice.ids(dice).get());
    }
}
