package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand.StartWorkload;
import dev.clawgateway.protocol.claw.node.NodeCommand.StopWorkload;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.simulation.referee.fact.Device;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plain node does with what it is told, and which of its reports were heard. */
final class Obedience {
    private static final int WHOLE = 1000;

    private final Jobs jobs;
    private final Hardware hardware;
    private final NodeTraits traits;
    private final Map<Long, Job> unheard = new LinkedHashMap<>();
    private boolean mute;

    Obedience(Jobs jobs, Hardware hardware, NodeTraits traits) {
        this.jobs = jobs;
        this.hardware = hardware;
        this.traits = traits;
    }

    /** Stops are not heard while it is so. */
    void mute(boolean on) {
        mute = on;
    }

    /** What it says that it runs when it registers. */
    List<RunningWorkload> running() {
        return jobs.all().stream()
                .filter(job -> job.run.attempt() > 0)
                .filter(job -> !job.over() || (traits.listsEnded() && !job.heard))
                .map(job ->
                        new RunningWorkload(
                                job.run.workload(),
                                job.run.attempt(),
                                job.over() ? WorkloadState.RUNNING : job.state))
                .toList();
    }

    /** Starts it, unless it did before; what there is to report of, if anything. */
    @Nullable Job start(StartWorkload start) {
        Run run = new Run(start.workloadId(), start.attempt() == null ? 0 : start.attempt());
        Job known = jobs.get(run);
        if (known != null) {
            return traits.answersRepeats() ? known : null;
        }
        if (!traits.counts() && runs(start.workloadId())) {
            return null;
        }
        List<DeviceUse> uses = devices(start);
        Job job = new Job(run, start.spec(), uses == null ? List.of() : uses);
        if (uses == null) {
            job.state = WorkloadState.FAILED;
            job.refusal = "no such device, or it is taken";
            jobs.keep(job);
        } else {
            jobs.begin(job);
        }
        return job;
    }

    private boolean runs(WorkloadId workload) {
        return jobs.live().stream().anyMatch(job -> job.run.workload().equals(workload));
    }

    /** The devices to use; null when they cannot be had. */
    private @Nullable List<DeviceUse> devices(StartWorkload start) {
        if (!traits.tellsRunning()) {
            return anyFree(start.spec().gpuCount());
        }
        List<DeviceUse> uses = new ArrayList<>();
        if (!start.gpuGrants().isEmpty()) {
            for (GpuGrant grant : start.gpuGrants()) {
                Device device = hardware.at(grant.index());
                if (device == null) {
                    return null;
                }
                uses.add(new DeviceUse(device.id(), grant.milli(), grant.memoryMib()));
            }
            return uses;
        }
        for (int index : start.gpuIds()) {
            Device device = hardware.at(index);
            if (device == null) {
                return null;
            }
            uses.add(new DeviceUse(device.id(), WHOLE, device.memoryMib()));
        }
        return uses;
    }

    private @Nullable List<DeviceUse> anyFree(int count) {
        List<DeviceUse> uses =
                hardware.devices().stream()
                        .filter(device ->
                                jobs.all().stream().noneMatch(job -> job.uses(device.id())))
                        .limit(count)
                        .map(device -> new DeviceUse(device.id(), WHOLE, device.memoryMib()))
                        .toList();
        return uses.size() == count ? uses : null;
    }

    /** Stops what is meant; what there is to report of at once. */
    List<Job> stop(StopWorkload stop) {
        if (mute) {
            return List.of();
        }
        List<Job> meant = jobs.all().stream().filter(job -> means(stop, job)).toList();
        List<Job> over = meant.stream().filter(Job::over).toList();
        Duration grace = Duration.ofSeconds(stop.gracePeriodSecs());
        meant.stream().filter(job -> !job.over()).forEach(job -> jobs.stop(job, grace));
        if (!meant.isEmpty()) {
            return over;
        } else if (!traits.answersUnknown()) {
            return List.of();
        }
        Run run = new Run(stop.workloadId(), stop.attempt() == null ? 0 : stop.attempt());
        Job never = Job.never(run);
        return List.of(never);
    }

    private static boolean means(StopWorkload stop, Job job) {
        int attempt = stop.attempt() == null ? 0 : stop.attempt();
        boolean any = attempt == 0 || job.run.attempt() == 0;
        return job.run.workload().equals(stop.workloadId())
                && (any || attempt == job.run.attempt());
    }

    /** A report of it left, under this number of the session. */
    void reported(Job job, long number) {
        if (job.over()) {
            unheard.put(number, job);
        }
    }

    /** All reports up to this number count. */
    void heard(long number) {
        unheard.entrySet()
                .removeIf(report -> {
                    boolean counts = report.getKey() <= number;
                    if (counts) {
                        report.getValue().heard = true;
                    }
                    return counts;
                });
    }

    /** Nobody knows what of it was heard. */
    void sessionEnded() {
        unheard.clear();
    }
}
