package dev.clawgateway.core.workload;

import dev.clawgateway.core.FrozenMap;
import java.util.List;
import java.util.Map;

/**
 * What to run and what it needs. Whether it is acceptable is said in {@code rules}.
 *
 * @param image container image; {@code process} runs the command without a container, on agents
 *     that allow it
 * @param command empty keeps the image's own command
 * @param gpuCount whole GPUs, unless {@link SchedulingRequirements#gpu()} says more
 * @param memoryMib host memory in MiB; 0 for none wanted
 * @param cpuMillis thousandths of a core
 * @param labels the submitter's own marks, for lists and for rules about neighbours
 */
public record WorkloadSpec(
        String image,
        List<String> command,
        Map<String, String> env,
        int gpuCount,
        long memoryMib,
        long cpuMillis,
        Map<String, String> labels,
        SchedulingRequirements scheduling) {
    /** The image that stands for no container at all. */
    public static final String PROCESS_IMAGE = "process";

    public WorkloadSpec {
        command = List.copyOf(command);
        env = FrozenMap.copyOf(env);
        labels = FrozenMap.copyOf(labels);
    }

    /** A spec without labels or scheduling requirements. */
    public WorkloadSpec(
            String image,
            List<String> command,
            Map<String, String> env,
            int gpuCount,
            long memoryMib,
            long cpuMillis) {
        this(
                image,
                command,
                env,
                gpuCount,
                memoryMib,
                cpuMillis,
                Map.of(),
                SchedulingRequirements.NONE);
    }

    /** The GPU requirement in force: the explicit one, else {@link #gpuCount} GPUs of any kind. */
    public GpuRequirement gpuRequirement() {
        GpuRequirement explicit = scheduling.gpu();
        return explicit != null ? explicit : GpuRequirement.anyOf(gpuCount);
    }

    /** The same with another plain count of GPUs, as a node is told it. */
    public WorkloadSpec withGpuCount(int count) {
        return new WorkloadSpec(
                image, command, env, count, memoryMib, cpuMillis, labels, scheduling);
    }

    /** The same with other environment variables. */
    public WorkloadSpec withEnv(Map<String, String> other) {
        return new WorkloadSpec(
                image, command, other, gpuCount, memoryMib, cpuMillis, labels, scheduling);
    }

    /** The same, asking something else of the scheduler. */
    public WorkloadSpec with(SchedulingRequirements other) {
        return new WorkloadSpec(image, command, env, gpuCount, memoryMib, cpuMillis, labels, other);
    }

    /** As the engine knows what is not to be taken from its node. */
    public WorkloadSpec staying() {
        return with(scheduling.with(scheduling.queue().staying()));
    }

    /** Whether it runs as a plain process, in no container. */
    public boolean runsAsProcess() {
        return image.equals(PROCESS_IMAGE);
    }

    /** GPUs that count against the limits: the primary level's. */
    public int effectiveGpuCount() {
        return gpuRequirement().count();
    }
}
