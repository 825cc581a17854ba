package dev.clawgateway.control.operations.fleet;

import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every device of the fleet in columns, to be drawn: small, and quick to read. Nodes stand by name,
 * devices by node and in its own order.
 *
 * @param revision of the newest change that is surely in it; later ones may be, too
 * @param models names that {@code model} counts in, from 0
 * @param devices how many each node has
 * @param model one for each device, as the following
 * @param state {@link State#number}
 * @param heldPercent how much workloads hold, in hundredths of the device
 * @param use utilisation in percent; -1 where there is no reading, or it is too old
 * @param celsius temperature; -1 likewise
 */
public record FleetMap(
        Instant at,
        long revision,
        List<String> models,
        List<NodeId> ids,
        List<String> names,
        Column devices,
        Column model,
        Column state,
        Column heldPercent,
        Column use,
        Column celsius) {
    /** How a device is, in one word: the strongest. */
    public enum State {
        /** Nobody holds any of it, and somebody may. */
        FREE(0),
        HELD(1),
        /** Not given out: its node is cordoned, in drain, in maintenance or avoided. */
        OUT(2),
        /** Not given out: a condition says so. */
        UNHEALTHY(3),
        /** Its node is silent. */
        DEGRADED(4),
        /** Its node is away. */
        DISCONNECTED(5);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** Its place among all of them. */
        public int number() {
            return number;
        }
    }

    private static final int UNKNOWN = -1;
    private static final int MILLI_PER_PERCENT = 10;
    private static final int MOST_CELSIUS = 200;

    /** Looks at every node: for a thread that may take long. */
    static FleetMap of(ClusterView view, Telemetry telemetry, Instant now) {
        long revision = view.revision();
        List<NodeRecord> nodes = view.nodes().stream().sorted(FleetMap::byName).toList();
        Builder builder = new Builder(nodes.size());
        for (NodeRecord node : nodes) {
            builder.add(
                    node,
                    view.devices(node),
                    FleetWalk.freshSignals(node.id(), view, telemetry, now));
        }
        return builder.map(now, revision);
    }

    private static int byName(NodeRecord one, NodeRecord other) {
        int names = one.name().compareTo(other.name());
        return names == 0 ? one.id().compareTo(other.id()) : names;
    }

    /** A map while it is made. */
    private static final class Builder {
        private final Map<String, Integer> models = new LinkedHashMap<>();
        private final List<NodeId> ids;
        private final List<String> names;
        private final int[] devices;
        private int[][] columns = new int[5][64];
        private int size;

        Builder(int nodes) {
            ids = new ArrayList<>(nodes);
            names = new ArrayList<>(nodes);
            devices = new int[nodes];
        }

        /** Without signals nothing of late is known of it. */
        void add(NodeRecord node, NodeDevices all, @Nullable NodeSignals signals) {
            devices[ids.size()] = all.devices().size();
            ids.add(node.id());
            names.add(node.name());
            for (NodeDevices.Device device : all.devices()) {
                if (size == columns[0].length) {
                    for (int column = 0; column < columns.length; column++) {
                        columns[column] = Arrays.copyOf(columns[column], size * 2);
                    }
                }
                Gpu gpu = device.gpu();
                GpuReading reading = signals == null ? null : signals.reading(gpu.index());
                boolean unhealthy = all.unfit().containsKey(gpu.index());
                columns[0][size] = models.computeIfAbsent(gpu.model(), _ -> models.size());
                columns[1][size] =
                        state(all.availability(), unhealthy, device.heldMilli()).number();
                columns[2][size] = device.heldMilli() / MILLI_PER_PERCENT;
                columns[3][size] = reading == null ? UNKNOWN : reading.utilizationPercent();
                columns[4][size] =
                        reading == null
                                ? UNKNOWN
                                : Math.clamp(reading.temperatureCelsius(), 0, MOST_CELSIUS);
                size++;
            }
        }

        FleetMap map(Instant now, long revision) {
            return new FleetMap(
                    now,
                    revision,
                    List.copyOf(models.keySet()),
                    ids,
                    names,
                    Column.of(devices, devices.length),
                    Column.of(columns[0], size),
                    Column.of(columns[1], size),
                    Column.of(columns[2], size),
                    Column.of(columns[3], size),
                    Column.of(columns[4], size));
        }
    }

    private static State state(Availability availability, boolean unhealthy, int heldMilli) {
        return switch (availability) {
            case DISCONNECTED -> State.DISCONNECTED;
            case DEGRADED -> State.DEGRADED;
            case DRAINING, MAINTENANCE, CORDONED, AVOIDED, OPEN -> {
                if (unhealthy) {
                    yield State.UNHEALTHY;
                } else if (heldMilli > 0) {
                    yield State.HELD;
                }
                yield availability == Availability.OPEN ? State.FREE : State.OUT;
            }
        };
    }
}
