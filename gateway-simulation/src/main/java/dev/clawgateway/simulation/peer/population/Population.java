package dev.clawgateway.simulation.peer.population;

import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.caller.ApiCaller;
import dev.clawgateway.simulation.peer.node.PlainNode;
import dev.clawgateway.simulation.peer.openclaw.FleetOperator;
import dev.clawgateway.simulation.peer.openclaw.GpuMachine;
import dev.clawgateway.simulation.peer.operator.Operator;
import dev.clawgateway.simulation.peer.reader.EventReader;
import dev.clawgateway.simulation.peer.reader.ListReader;
import dev.clawgateway.simulation.peer.reader.StreamReader;
import dev.clawgateway.simulation.peer.registry.HttpMember;
import dev.clawgateway.simulation.peer.stranger.Stranger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** All plain peers of one world, in an order that stays. */
public final class Population {
    private final List<PlainNode> nodes;
    private final List<Operator> operators;
    private final List<HttpMember> members;
    private final List<Stranger> strangers;
    private final List<ApiCaller> callers;
    private final List<StreamReader> readers;
    private final List<GpuMachine> gpuMachines;
    private final List<FleetOperator> fleetOperators;

    /** So many of each, and no machines of OpenClaw. */
    public Population(
            int nodes, int operators, int members, int strangers, int callers, PeerWorld world) {
        this(nodes, operators, members, strangers, callers, 0, Duration.ZERO, world);
    }

    /**
     * So many of each.
     *
     * @param grace that the gateway gives to what it stops
     */
    public Population(
            int nodes,
            int operators,
            int members,
            int strangers,
            int callers,
            int gpuMachines,
            Duration grace,
            PeerWorld world) {
        Board board = new Board(gpuMachines > 0);
        this.gpuMachines =
                IntStream.range(0, gpuMachines)
                        .mapToObj(i -> new GpuMachine("gpu-" + i, world, grace))
                        .toList();
        fleetOperators =
                gpuMachines == 0
                        ? List.of()
                        : List.of(new FleetOperator("driver-0", world, board, this.gpuMachines));
        this.nodes =
                IntStream.range(0, nodes)
                        .mapToObj(i -> new PlainNode("plain-" + i, world))
                        .toList();
        this.operators =
                IntStream.range(0, operators)
                        .mapToObj(i -> new Operator("operator-" + i, world, board))
                        .toList();
        this.members =
                IntStream.range(0, members).mapToObj(i -> new HttpMember(i, world, board)).toList();
        this.strangers =
                IntStream.range(0, strangers)
                        .mapToObj(i -> new Stranger("stranger-" + i, world, board))
                        .toList();
        this.callers =
                IntStream.range(0, callers)
                        .mapToObj(i -> new ApiCaller("caller-" + i, world, board))
                        .toList();
        readers = readers(callers, world);
    }

    /** Where callers are, somebody follows what they do. */
    private static List<StreamReader> readers(int callers, PeerWorld world) {
        if (callers == 0) {
            return List.of();
        }
        ListReader.Watched[] lists = ListReader.Watched.values();
        int list = world.dice().stream("readers").nextInt(lists.length);
        return List.of(
                new EventReader("follower-0", world),
                new ListReader("watcher-0", lists[list], world));
    }

    /** Everybody comes; strangers only when they are told to act. */
    public void start() {
        nodes.forEach(PlainNode::start);
        gpuMachines.forEach(GpuMachine::start);
        fleetOperators.forEach(FleetOperator::start);
        operators.forEach(Operator::start);
        members.forEach(HttpMember::start);
        readers.forEach(StreamReader::start);
    }

    public List<PlainNode> nodes() {
        return nodes;
    }

    public List<Operator> operators() {
        return operators;
    }

    public List<HttpMember> members() {
        return members;
    }

    public List<Stranger> strangers() {
        return strangers;
    }

    /** Callers of the API. */
    public List<ApiCaller> callers() {
        return callers;
    }

    /** Machines with GPUs whose agents speak the OpenClaw dialect. */
    public List<GpuMachine> gpuMachines() {
        return gpuMachines;
    }

    /** Operators that speak the OpenClaw dialect. */
    public List<FleetOperator> fleetOperators() {
        return fleetOperators;
    }

    /** Readers of the API's streams. */
    public List<StreamReader> readers() {
        return readers;
    }

    /** Faults are over: all are there, honest and patient. */
    public void behave() {
        nodes.forEach(PlainNode::behave);
        gpuMachines.forEach(GpuMachine::behave);
        fleetOperators.forEach(FleetOperator::behave);
        operators.forEach(Operator::behave);
        members.forEach(HttpMember::behave);
        strangers.forEach(Stranger::behave);
        callers.forEach(ApiCaller::behave);
        readers.forEach(StreamReader::behave);
    }

    /** Operators take back all that they held back, and open every gate. */
    public void tidy() {
        operators.getFirst().tidy();
    }

    /** Operators stop all that has not ended. */
    public void stopAll() {
        operators.getFirst().stopAll();
    }

    /** An operator reads every list whole. */
    public void look() {
        operators.getFirst().look();
    }

    /** On each node that was shown healthy, one workload that takes all it has. */
    public void fill() {
        operators.getFirst().fill();
    }

    /** Whether every question has its answer. */
    public boolean quiet() {
        return operators.stream().allMatch(Operator::quiet)
                && members.stream().allMatch(HttpMember::quiet)
                && callers.stream().allMatch(ApiCaller::quiet)
                && readers.stream().allMatch(StreamReader::quiet)
                && fleetOperators.stream().allMatch(FleetOperator::quiet);
    }
}
