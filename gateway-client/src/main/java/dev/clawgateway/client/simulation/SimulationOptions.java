package dev.clawgateway.client.simulation;

import dev.clawgateway.client.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * What to simulate. The same options give the same fleet and the same run times.
 *
 * @param load what to run on it; {@link Load#NONE} leaves that to others
 * @param disconnectsPerNodeHour broken connections to expect of each node
 * @param limit when to give up waiting for the load to end
 */
public record SimulationOptions(
        Endpoint endpoint,
        Fleet fleet,
        Load load,
        double disconnectsPerNodeHour,
        long seed,
        Duration limit) {
    public SimulationOptions {
        if (disconnectsPerNodeHour < 0 || disconnectsPerNodeHour > 3600) {
            throw new IllegalArgumentException(
                    "disconnects per node and hour: 0 to 3600, was " + disconnectsPerNodeHour);
        }
    }

    /**
     * The nodes.
     *
     * @param namePrefix of the nodes' names, followed by a number
     * @param runTimes of the workloads they pretend to run, whoever submits them
     */
    public record Fleet(
            int nodes, int gpusPerNode, List<GpuModel> mix, String namePrefix, RunTimes runTimes) {
        /** Models of the size and spread that clusters of today have. */
        public static final List<GpuModel> USUAL_MIX =
                List.of(
                        new GpuModel("NVIDIA H100 80GB HBM3", 81_559, 4),
                        new GpuModel("NVIDIA A100-SXM4-80GB", 81_920, 3),
                        new GpuModel("NVIDIA L40S", 46_068, 2),
                        new GpuModel("NVIDIA A10G", 23_028, 1));

        public Fleet {
            mix = List.copyOf(mix);
            if (nodes < 1 || nodes > 100_000) {
                throw new IllegalArgumentException("nodes: 1 to 100000, was " + nodes);
            } else if (gpusPerNode < 0 || gpusPerNode > 64) {
                throw new IllegalArgumentException("GPUs per node: 0 to 64, was " + gpusPerNode);
            } else if (mix.isEmpty()) {
                throw new IllegalArgumentException("mix: needs at least one GPU model");
            }
        }
    }

    /**
     * How pretended work goes: run times are uniform between the bounds.
     *
     * @param failureRate share of the runs that fail, 0 to 1
     */
    public record RunTimes(Duration min, Duration max, double failureRate) {
        public RunTimes {
            if (min.isNegative() || max.compareTo(min) < 0) {
                throw new IllegalArgumentException("run times: need 0 <= min <= max");
            } else if (failureRate < 0 || failureRate > 1) {
                throw new IllegalArgumentException("failure rate: 0 to 1, was " + failureRate);
            }
        }
    }

    /**
     * Workloads to submit.
     *
     * @param gpus each of them needs
     * @param sessions operator sessions that submit side by side
     * @param queue what does not fit waits at the gateway; without it is refused and submitted
     *     again
     */
    public record Load(int workloads, int gpus, int sessions, boolean queue) {
        public static final Load NONE = new Load(0, 0, 1, true);

        public Load {
            if (workloads < 0 || gpus < 0 || gpus > 64) {
                throw new IllegalArgumentException(
                        "load: needs at least 0 workloads of 0 to 64 GPUs");
            } else if (sessions < 1 || sessions > 64) {
                throw new IllegalArgumentException("sessions: 1 to 64, was " + sessions);
            }
        }
    }
}
