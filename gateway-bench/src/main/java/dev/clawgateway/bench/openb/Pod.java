package dev.clawgateway.bench.openb;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;

/**
 * One task of the trace.
 *
 * @param gpuMilli of each GPU; 1000 for whole ones
 * @param models acceptable; empty for any
 * @param creationSeconds when it arrived; 0 where the list does not say
 * @param deletionSeconds when it ended; 0 where the list does not say
 */
record Pod(
        String name,
        int cpuMilli,
        int memoryMib,
        int gpus,
        int gpuMilli,
        List<String> models,
        long creationSeconds,
        long deletionSeconds) {
    /** A line of a pod list; the short lists have only the first five columns. */
    static Pod parse(String line) {
        String[] cells = line.split(",", -1);
        return new Pod(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                cells.length > 5 && !cells[5].isEmpty()
                        ? List.of(cells[5].split("\\|"))
                        : List.of(),
                cells.length > 9 ? seconds(cells[8]) : 0,
                cells.length > 9 ? seconds(cells[9]) : 0);
    }

    private static long seconds(String cell) {
        return cell.isEmpty() ? 0 : (long) Double.parseDouble(cell);
    }

    /** Thousandths of GPUs it asks for. */
    long demand() {
        return (long) gpus * gpuMilli;
    }

    WorkloadSpec spec() {
        GpuRequirement gpu =
                new GpuRequirement(
                        gpus,
                        GpuSelector.ANY,
                        0,
                        null,
                        models,
                        gpus == 1 && gpuMilli < 1000 ? new GpuShare(gpuMilli, 0) : null,
                        null,
                        false,
                        0,
                        null);
        SchedulingRequirements scheduling =
                new SchedulingRequirements(
                        List.of(),
                        gpu,
                        NodeRequirements.NONE,
                        NeighbourRequirements.NONE,
                        QueueTerms.DEFAULT,
                        null,
                        null,
                        null);
        return new WorkloadSpec(
                "openb", List.of(), Map.of(), 0, memoryMib, cpuMilli, Map.of(), scheduling);
    }
}
