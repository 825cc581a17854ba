package dev.clawgateway.client.simulation;

import dev.clawgateway.client.simulation.FleetChecker.Run;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How this run's workloads are known again, by a variable of their environment: the start frame may
 * come before the answer that says their id.
 *
 * @param token of this run, so that the load of another is not taken for its own
 */
record LoadMarks(String token, SimulationOptions.Load load, long seed) {
    private static final String IMAGE = "simulated/workload:1";
    private static final long MEMORY_MIB = 1024;
    private static final long CPU_MILLIS = 1000;

    WorkloadSpec spec(int index) {
        return new WorkloadSpec(
                IMAGE,
                List.of("pretend"),
                Map.of(SimulatedNode.INDEX_VARIABLE, token + "." + index),
                load.gpus(),
                MEMORY_MIB,
                CPU_MILLIS,
                Map.of(),
                onSimulatedNodes());
    }

    /** A real node of the same fleet could not run what is only pretended. */
    private static SchedulingRequirements onSimulatedNodes() {
        SchedulingRequirements none = SchedulingRequirements.NONE;
        return new SchedulingRequirements(
                List.of(),
                null,
                new NodeRequirements(
                        SimulatedNode.LABELS, List.of(), List.of(), List.of(), List.of()),
                none.neighbours(),
                none.queue(),
                null,
                null,
                null);
    }

    /** The number of one of this run's workloads; empty for anybody else's. */
    Optional<Integer> indexOf(WorkloadSpec spec) {
        String mark = spec.env().getOrDefault(SimulatedNode.INDEX_VARIABLE, "");
        String number = mark.substring(mark.indexOf('.') + 1);
        if (!mark.startsWith(token + ".") || !number.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(number);
        return index < load.workloads() ? Optional.of(index) : Optional.empty();
    }

    RandomGenerator randomOf(Run run) {
        long id = run.workload().value().getLeastSignificantBits();
        return new SplittableRandom(seed ^ id ^ run.attempt());
    }
}
