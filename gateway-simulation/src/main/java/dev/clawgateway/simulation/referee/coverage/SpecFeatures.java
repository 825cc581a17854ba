package dev.clawgateway.simulation.referee.coverage;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import java.util.ArrayList;
import java.util.List;

/** What a submission makes use of. */
final class SpecFeatures {
    private SpecFeatures() {}

    static List<String> of(CliRequest.StartWorkload start) {
        List<String> features = new ArrayList<>();
        SchedulingRequirements wanted = start.spec().scheduling();
        QueueTerms queue = wanted.queue();
        add(features, "a node", start.nodeId() != null);
        add(features, "a place in the queue", start.queue());
        add(features, "an answer at once", !start.queue());
        add(features, "gates", !wanted.gates().isEmpty());
        add(features, "several workers", wanted.parallel() != null);
        add(features, "a gang", wanted.gang() != null);
        add(features, "a policy", wanted.policy() != null);
        add(features, "a virtual cluster", !queue.virtualCluster().equals("default"));
        add(features, "priority", queue.priority() != 0);
        add(features, "not to be preempted", !queue.preemptible());
        add(features, "to be movable", queue.movable());
        add(features, "a later start", queue.notBefore() != null);
        add(features, "a time limit", queue.timeLimit() != null);
        gpus(features, start);
        return features;
    }

    private static void gpus(List<String> features, CliRequest.StartWorkload start) {
        GpuRequirement gpu = start.spec().gpuRequirement();
        add(features, "no GPU", gpu.count() == 0);
        add(features, "one GPU", gpu.count() == 1);
        add(features, "several GPUs", gpu.count() > 1);
        add(features, "a share", gpu.share() != null);
        add(features, "a slice", gpu.migProfile() != null);
        add(features, "linked GPUs", gpu.linked());
        add(features, "a fallback", gpu.fallback() != null);
        add(features, "a process", start.spec().runsAsProcess());
        add(features, "a container", !start.spec().runsAsProcess());
    }

    private static void add(List<String> features, String feature, boolean wanted) {
        if (wanted) {
            features.add(feature);
        }
    }
}
