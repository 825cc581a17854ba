package dev.clawgateway.simulation.peer.node;

import dev.clawgateway.core.time.Timers.Timer;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.simulation.peer.Work;
import dev.clawgateway.simulation.referee.fact.DeviceUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attempt on a machine, from the word to start it until its end is forgotten. */
final class Job {
    final Run run;
    final WorkloadSpec spec;
    final Work work;
    final List<DeviceUse> uses;
    WorkloadState state = WorkloadState.STARTING;
    @Nullable Integer exitCode;

    /** Number of its process; 0 before it has one. */
    long process;

    /** Somebody told it to end. */
    boolean asked;

    /** Its end certainly counts with the gateway. */
    boolean heard;

    /** Why it was not even begun, for people. */
    @Nullable String refusal;

    @Nullable Timer next;

    Job(Run run, WorkloadSpec spec, List<DeviceUse> uses) {
        this.run = run;
        this.spec = spec;
        this.work = Work.of(spec);
        this.uses = uses;
    }

    /** What a machine says of an attempt that it has never known. */
    static Job never(Run run) {
        WorkloadSpec none =
                new WorkloadSpec(WorkloadSpec.PROCESS_IMAGE, List.of(), Map.of(), 0, 0, 0);
        Job job = new Job(run, none, List.of());
        job.state = WorkloadState.STOPPED;
        job.refusal = "not here";
        return job;
    }

    boolean over() {
        return state.isFinal();
    }

    boolean uses(String device) {
        return !over() && uses.stream().anyMatch(use -> use.device().equals(device));
    }

    void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }
}
