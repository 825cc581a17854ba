package dev.clawgateway.server.config;

import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.core.space.WorkspaceSpec;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.rules.SpecRules;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code [workloads]} and {@code [workspaces]}.
 *
 * @param startTimeout how long a workload may stay starting before it has failed
 * @param stopTimeout how long past its grace a stop may take before it is repeated without grace
 * @param stopGrace between the polite and the hard signal, unless the stop is forced
 * @param keepFinished how long a finished workload can be looked up
 * @param maxWorkloads workloads remembered, finished ones included; a further one is refused
 * @param undeclaredClusters whether a workload may name a virtual cluster nobody declared
 * @param workspaces what a workspace runs and gets of which nothing else was asked for
 */
public record WorkloadsConfig(
        Duration startTimeout,
        Duration stopTimeout,
        Duration stopGrace,
        Duration keepFinished,
        int maxWorkloads,
        boolean undeclaredClusters,
        WorkspaceDefaults workspaces) {
    private static final int DAY = 86_400;
    private static final int YEAR = 365 * DAY;

    static WorkloadsConfig read(Section section, Section workspaces) {
        return new WorkloadsConfig(
                section.seconds("start_timeout_secs", 900, 1, DAY),
                section.seconds("stop_timeout_secs", 30, 1, DAY),
                section.seconds("stop_grace_secs", 30, 0, DAY),
                section.seconds("keep_finished_secs", 7 * DAY, 1, YEAR),
                section.integer("max_workloads", 1_000_000, 1, 100_000_000),
                section.flag("undeclared_virtual_clusters", false),
                workspaces(workspaces));
    }

    private static WorkspaceDefaults workspaces(Section section) {
        WorkspaceDefaults usual = WorkspaceDefaults.USUAL;
        String image = section.text("image", usual.image());
        List<String> command = section.texts("command", usual.command());
        int gpus = section.integer("gpus", usual.gpus(), 0, SpecRules.MAX_GPUS);
        long most = SpecRules.MAX_CPU_CORES * 1000L;
        long cpuMillis = section.number("cpu_millis", usual.cpuMillis(), 0, most);
        long memoryMib =
                section.number("memory_mib", usual.memoryMib(), 0, SpecRules.MAX_MEMORY_MIB);
        return section.build(
                () -> checked(new WorkspaceDefaults(image, command, gpus, cpuMillis, memoryMib)),
                usual);
    }

    /** What no workspace could be made of is found at the start, and not by who wants one. */
    private static WorkspaceDefaults checked(WorkspaceDefaults said) {
        WorkloadSpec spec = WorkspaceWish.Container.USUAL.spec(said);
        Optional<String> problem =
                Optional.ofNullable(WorkspaceSpec.problem(spec))
                        .or(() -> TextLimits.violation(spec))
                        .or(() -> SpecRules.violation(spec));
        if (problem.isPresent()) {
            throw new ConfigException(
                    "workspaces.image", Section.quoted(said.image()), problem.get());
        }
        return said;
    }
}
