package dev.clawgateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.Allocation;
import dev.clawgateway.core.Gpu;
import dev.clawgateway.core.GpuGrant;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadSpec;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.scheduler.reference.MigSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps its own books of what the engine decided, and checks the invariants after every step. */
final class LedgerChecker {
    record Held(WorkloadSpec spec, Allocation allocation) {}

    private final Map<NodeId, SchedulableNode> nodes = new LinkedHashMap<>();
    private final Map<String, VirtualCluster> clusters = new HashMap<>();
    private final Map<WorkloadId, Held> held = new LinkedHashMap<>();
    private boolean serving = true;

    Map<WorkloadId, Held> held() {
        return held;
    }

    void node(SchedulableNode node) {
        nodes.put(node.id(), node);
    }

    void removed(NodeId node) {
        nodes.remove(node);
    }

    boolean holdsOn(NodeId node) {
        return held.values().stream().anyMatch(h -> h.allocation().node().equals(node));
    }

    void cluster(VirtualCluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    void serving(boolean now) {
        serving = now;
    }

    void released(WorkloadId id) {
        held.remove(id);
    }

    /** A request started: I6, I7 and I9. */
    void started(PendingWorkload pending, List<Assignment> assignments) {
        assertThat(serving).isTrue();
        assertThat(assignments).hasSizeBetween(pending.minMembers(), pending.members().size());
        for (Assignment assignment : assignments) {
            Allocation allocation = assignment.allocation();
            assertThat(pending.members()).contains(assignment.workload());
            assertThat(held).doesNotContainKey(assignment.workload());
            assertThat(pending.target() == null || allocation.node().equals(pending.target()))
                    .isTrue();
            SchedulableNode node = Objects.requireNonNull(nodes.get(allocation.node()));
            assertThat(node.availability()).isEqualTo(Availability.OPEN);
            held.put(assignment.workload(), new Held(pending.spec(), allocation));
        }
        checkDevices();
        boolean gpus = assignments.stream().anyMatch(a -> !a.allocation().gpus().isEmpty());
        checkLimits(
                pending.spec().scheduling().queue().virtualCluster(),
                gpus,
                pending.spec().cpuMillis() > 0);
    }

    /** I1: no device, core or byte is held twice. */
    void checkDevices() {
        for (SchedulableNode node : nodes.values()) {
            List<Held> here =
                    held.values().stream()
                            .filter(h -> h.allocation().node().equals(node.id()))
                            .toList();
            long cpu = here.stream().mapToLong(h -> h.allocation().cpuMillis()).sum();
            long memory = here.stream().mapToLong(h -> h.allocation().memoryMib()).sum();
            assertThat(cpu).isLessThanOrEqualTo(node.capacity().cpuMillis());
            assertThat(memory).isLessThanOrEqualTo(node.capacity().memoryMib());
            for (Gpu gpu : node.capacity().gpus()) {
                checkDevice(gpu, here);
            }
        }
    }

    private static void checkDevice(Gpu gpu, List<Held> here) {
        List<GpuGrant> grants = new ArrayList<>();
        for (Held h : here) {
            for (GpuGrant grant : h.allocation().gpus()) {
                if (grant.index() == gpu.index()) {
                    grants.add(grant);
                }
            }
        }
        long slices = grants.stream().filter(grant -> grant.migProfile() != null).count();
        assertThat(slices == 0 || slices == grants.size()).isTrue();
        if (slices > 0) {
            assertThat(MigSlice.layoutExists(gpu, grants)).as("layout of %s", grants).isTrue();
        }
        assertThat(grants.stream().mapToLong(GpuGrant::milli).sum()).isLessThanOrEqualTo(1000);
        assertThat(grants.stream().mapToLong(GpuGrant::memoryMib).sum())
                .isLessThanOrEqualTo(gpu.memoryMib());
    }

    /**
     * I7: what just started is within the limit of its virtual cluster and all above it; a limit
     * lowered under what is held keeps only those away who want more of that resource.
     */
    private void checkLimits(String name, boolean gpus, boolean cpus) {
        @Nullable String at = name;
        while (at != null) {
            VirtualCluster cluster = clusters.get(at);
            if (cluster == null) {
                return;
            }
            long gpu = 0;
            long cpu = 0;
            for (Held h : held.values()) {
                if (isIn(h.spec().scheduling().queue().virtualCluster(), at)) {
                    cpu += h.allocation().cpuMillis();
                    gpu += h.allocation().gpus().stream().mapToLong(GpuGrant::milli).sum();
                }
            }
            assertThat(gpus ? gpu : 0)
                    .as("GPUs of %s", at)
                    .isLessThanOrEqualTo(cluster.limit().gpuMillis());
            assertThat(cpus ? cpu : 0)
                    .as("CPU of %s", at)
                    .isLessThanOrEqualTo(cluster.limit().cpuMillis());
            at = cluster.parent();
        }
    }

    private boolean isIn(String name, String ancestor) {
        @Nullable String at = name;
        while (at != null && !at.equals(ancestor)) {
            VirtualCluster cluster = clusters.get(at);
            at = cluster == null ? null : cluster.parent();
        }
        return at != null;
    }
}
