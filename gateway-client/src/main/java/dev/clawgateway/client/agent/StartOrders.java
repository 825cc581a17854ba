package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By whose order each attempt runs. A gateway that does not know an attempt is told what it is; one
 * of another fleet ends it only where an operator wants it. Confined to the agent's thread, but for
 * {@link #known} and {@link #tell}.
 */
final class StartOrders {
    private static final Logger LOG = LoggerFactory.getLogger(StartOrders.class);

    /** Of all orders that are told in one registration, which has to fit into a message. */
    private static final int MOST_CHARS = 262_144;

    /** Earlier agents wrote behind it what the GPUs are; in JSON it does not occur. */
    private static final char GPUS = '\t';

    private final StateDir stateDir;
    private final Devices devices;
    private final Map<AttemptId, Order> orders = new ConcurrentHashMap<>();
    private volatile String known;
    private String current = "";

    private record Order(
            String fleet, NodeCommand.@Nullable StartWorkload start, GivenGpus gpus, int length) {}

    StartOrders(StateDir stateDir, Devices devices) {
        this.stateDir = stateDir;
        this.devices = devices;
        this.known = stateDir.fleet();
    }

    /** The fleet whose work runs here, or did last; empty for none. Any thread. */
    String known() {
        return known;
    }

    /** A gateway of this fleet took the registration; null when it does not say. */
    void registered(@Nullable String fleet) {
        current = fleet == null ? "" : fleet;
        if (!known.isEmpty() && !current.isEmpty() && !known.equals(current)) {
            LOG.atWarn()
                    .addKeyValue("known", known)
                    .addKeyValue("found", current)
                    .log("the gateway is of another fleet: what runs is ended by operators alone");
        }
        settle();
    }

    /** Belongs to the gateway's fleet as soon as nothing of another one is left. */
    void settle() {
        boolean foreign =
                orders.values().stream()
                        .anyMatch(order ->
                                order.fleet().equals(known) && !order.fleet().equals(current));
        if (!current.isEmpty() && !current.equals(known) && (known.isEmpty() || !foreign)) {
            known = current;
            try {
                stateDir.saveFleet(current);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("which fleet this is is not written down");
            }
        }
    }

    /** An attempt waits for its devices, or begins on these. */
    String began(AttemptId id, NodeCommand.StartWorkload start, GivenGpus gpus) {
        NodeCommand.StartWorkload taken =
                new NodeCommand.StartWorkload(
                        start.workloadId(),
                        start.spec(),
                        gpus.numbers(),
                        id.attempt(),
                        start.gpuGrants());
        String line = current + " " + ClawCodec.write(taken);
        orders.put(id, new Order(current, taken, gpus, line.length()));
        return line;
    }

    /** An attempt of an earlier agent was found, with what that had written down. */
    void found(AttemptId id, String written, GivenGpus gpus) {
        int tab = written.indexOf(GPUS);
        String line = tab < 0 ? written : written.substring(0, tab);
        GivenGpus given =
                tab < 0 ? gpus : GivenGpus.read(gpus.numbers(), written.substring(tab + 1));
        int space = line.indexOf(' ');
        try {
            NodeCommand command =
                    space < 0 ? null : ClawCodec.readNodeCommand(line.substring(space + 1));
            if (command instanceof NodeCommand.StartWorkload start) {
                orders.put(id, new Order(line.substring(0, space), start, given, line.length()));
                return;
            }
        } catch (JsonFormatException e) {
            LOG.atDebug().setCause(e).log("an order that cannot be read");
        }
        orders.put(id, new Order("", null, given, 0));
    }

    /** The GPUs that an attempt uses, by their numbers now. */
    List<Integer> gpus(AttemptId id) {
        Order order = orders.get(id);
        return order == null ? List.of() : order.gpus().indexes(devices.gpus());
    }

    void over(AttemptId id) {
        orders.remove(id);
    }

    /** Whether the gateway that is connected may end it. */
    boolean mayEnd(AttemptId id, boolean ordered) {
        Order order = orders.get(id);
        return ordered
                || order == null
                || order.fleet().isEmpty()
                || current.isEmpty()
                || order.fleet().equals(current);
    }

    /** What a gateway is told of what is here. Any thread. */
    List<RunningWorkload> tell(Map<AttemptId, WorkloadState> standings) {
        int[] room = {MOST_CHARS};
        return standings.entrySet().stream()
                .map(each -> tell(each.getKey(), each.getValue(), room))
                .toList();
    }

    /** Of what has ended, and is not told yet, nothing is in use. */
    private RunningWorkload tell(AttemptId id, WorkloadState state, int[] room) {
        Order order = orders.get(id);
        if (order == null) {
            return new RunningWorkload(
                    id.workload(), id.attempt(), state, null, List.of(), List.of());
        }
        room[0] -= order.length();
        NodeCommand.StartWorkload start = order.start();
        return new RunningWorkload(
                id.workload(),
                id.attempt(),
                state,
                start == null || room[0] < 0 ? null : start.spec(),
                order.gpus().indexes(devices.gpus()),
                start == null ? List.of() : order.gpus().grants(start.gpuGrants(), devices.gpus()));
    }
}
