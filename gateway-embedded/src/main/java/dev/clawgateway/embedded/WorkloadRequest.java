package dev.clawgateway.embedded;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run, said step by step. Immutable: each step gives another request. Whatever has no step
 * here is said by {@link #json}, or by a spec of the core.
 *
 * @param spec all of it; whether it is acceptable is said where it is submitted
 */
public record WorkloadRequest(WorkloadSpec spec) {
    private static final String NAME = "name";

    /** A plain process, on agents that allow it. */
    public static WorkloadRequest process(String... command) {
        return container(WorkloadSpec.PROCESS_IMAGE, command);
    }

    /**
     * A container.
     *
     * @param command none keeps the image's own
     */
    public static WorkloadRequest container(String image, String... command) {
        return new WorkloadRequest(new WorkloadSpec(image, List.of(command), Map.of(), 0, 0, 0));
    }

    /**
     * All that a workload can ask for, as {@code docs/workload-spec.md} has it.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static WorkloadRequest json(String text) {
        try {
            return new WorkloadRequest(SpecFormat.parse(text));
        } catch (JsonFormatException failure) {
            throw new IllegalArgumentException(failure.getMessage(), failure);
        }
    }

    /** With so many whole GPUs of any kind. */
    public WorkloadRequest gpus(int count) {
        return new WorkloadRequest(spec.withGpuCount(count));
    }

    /** With so many whole GPUs of at least so much memory each. */
    public WorkloadRequest gpus(int count, long minMemoryMib) {
        GpuRequirement any = GpuRequirement.anyOf(count);
        GpuRequirement large =
                new GpuRequirement(
                        count,
                        any.selector(),
                        minMemoryMib,
                        any.modelPattern(),
                        any.models(),
                        any.share(),
                        any.migProfile(),
                        any.linked(),
                        any.priority(),
                        any.fallback());
        return gpus(count).with(spec.scheduling().with(large));
    }

    /** With so much host memory, in MiB. */
    public WorkloadRequest memoryMib(long memoryMib) {
        return of(memoryMib, spec.cpuMillis(), spec.labels());
    }

    /** With so many thousandths of a core. */
    public WorkloadRequest cpuMillis(long cpuMillis) {
        return of(spec.memoryMib(), cpuMillis, spec.labels());
    }

    /** With one more variable in its environment. */
    public WorkloadRequest env(String name, String value) {
        return new WorkloadRequest(spec.withEnv(and(spec.env(), name, value)));
    }

    /** With one more mark of its submitter's. */
    public WorkloadRequest label(String key, String value) {
        return of(spec.memoryMib(), spec.cpuMillis(), and(spec.labels(), key, value));
    }

    /** Named for people; names need not be unique. */
    public WorkloadRequest name(String name) {
        return label(NAME, name);
    }

    /** Placed by another policy than the gateway's usual one. */
    public WorkloadRequest policy(String name) {
        return with(spec.scheduling().by(name));
    }

    /** On account of a virtual cluster. */
    public WorkloadRequest virtualCluster(String name) {
        QueueTerms terms = spec.scheduling().queue();
        return with(
                spec.scheduling()
                        .with(
                                new QueueTerms(
                                        name,
                                        terms.priority(),
                                        terms.preemptible(),
                                        terms.movable(),
                                        terms.notBefore(),
                                        terms.timeLimit(),
                                        terms.leavesUnhealthy())));
    }

    private WorkloadRequest with(SchedulingRequirements scheduling) {
        return new WorkloadRequest(spec.with(scheduling));
    }

    private WorkloadRequest of(long memoryMib, long cpuMillis, Map<String, String> labels) {
        return new WorkloadRequest(
                new WorkloadSpec(
                        spec.image(),
                        spec.command(),
                        spec.env(),
                        spec.gpuCount(),
                        memoryMib,
                        cpuMillis,
                        labels,
                        spec.scheduling()));
    }

    private static Map<String, String> and(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
