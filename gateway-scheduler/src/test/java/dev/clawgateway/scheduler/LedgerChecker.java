package dev.clawgateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement.Assignment;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.reference.GpuMatch;
import dev.clawgateway.scheduler.reference.MigSlice;
import dev.clawgateway.scheduler.reference.NodeCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps its own books of what the engine decided, and checks the invariants after every step. */
final class LedgerChecker {
    record Held(WorkloadSpec spec, Allocation allocation) {}

    private final Map<NodeId, SchedulableNode> nodes = new LinkedHashMap<>();
    private final Map<String, VirtualCluster> clusters = new LinkedHashMap<>();
    private final Map<WorkloadId, Held> held = new LinkedHashMap<>();
    private final Set<NodeId> changed = new HashSet<>();

    /** Nodes that hold more, or have less, than at the last check. */
    private final Set<NodeId> touched = new HashSet<>();

    private boolean serving = true;

    /** Workloads that a node takes. */
    private final int mostOnNode;

    LedgerChecker(int mostOnNode) {
        this.mostOnNode = mostOnNode;
    }

    Map<WorkloadId, Held> held() {
        return held;
    }

    Collection<SchedulableNode> nodes() {
        return nodes.values();
    }

    Collection<VirtualCluster> virtualClusters() {
        return clusters.values();
    }

    /** Whether the node may hold more than it has. */
    boolean isChanged(NodeId node) {
        return changed.contains(node);
    }

    /** A node that comes back with other capacity may hold more than it has, until some end. */
    void node(SchedulableNode node) {
        SchedulableNode before = nodes.put(node.id(), node);
        touched.add(node.id());
        if (before != null && !before.capacity().equals(node.capacity()) && holdsOn(node.id())) {
            changed.add(node.id());
        }
    }

    /**
     * Its devices have other numbers, some are gone or back, and who holds them goes on holding
     * them: that is no reason to hold more than there is.
     */
    void moved(SchedulableNode node, Map<WorkloadId, Allocation> allocations) {
        nodes.put(node.id(), node);
        touched.add(node.id());
        allocations.forEach((id, allocation) ->
                held.computeIfPresent(id, (_, before) -> new Held(before.spec(), allocation)));
    }

    void removed(NodeId node) {
        nodes.remove(node);
        changed.remove(node);
    }

    boolean holdsOn(NodeId node) {
        return !on(node).isEmpty();
    }

    /** Who holds something of a node. */
    List<WorkloadId> on(NodeId node) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().allocation().node().equals(node))
                .map(Map.Entry::getKey)
                .toList();
    }

    void cluster(VirtualCluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    void serving(boolean now) {
        serving = now;
    }

    void released(WorkloadId id) {
        held.remove(id);
        changed.removeIf(node -> !holdsOn(node));
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
            assertThat(NodeCheck.unsuitable(pending.spec(), node)).isNull();
            checkSelector(pending.spec().scheduling().queue().virtualCluster(), node);
            checkGranted(pending.spec(), allocation, node);
            held.put(assignment.workload(), new Held(pending.spec(), allocation));
            touched.add(node.id());
        }
        checkTogether(pending, assignments);
        assignments.forEach(assignment -> checkTaken(assignment.allocation()));
        checkDevices();
        boolean gpus = assignments.stream().anyMatch(a -> !a.allocation().gpus().isEmpty());
        checkLimits(
                pending.spec().scheduling().queue().virtualCluster(),
                gpus,
                pending.spec().cpuMillis() > 0,
                pending.spec().memoryMib() > 0);
    }

    /** What is granted is what was asked for, no more and no less, on devices that qualify. */
    private static void checkGranted(
            WorkloadSpec spec, Allocation allocation, SchedulableNode node) {
        GpuRequirement wanted = spec.gpuRequirement();
        for (int i = 0; i < allocation.fallbackLevel(); i++) {
            wanted = Objects.requireNonNull(wanted.fallback());
        }
        assertThat(allocation.cpuMillis()).isEqualTo(spec.cpuMillis());
        assertThat(allocation.memoryMib()).isEqualTo(spec.memoryMib());
        assertThat(allocation.gpuIndexes()).hasSize(wanted.count()).doesNotHaveDuplicates();
        if (node.capacity().devices() == DeviceChoice.FIRST_N) {
            assertThat(allocation.gpuIndexes())
                    .isEqualTo(
                            node.capacity().gpus().stream()
                                    .limit(wanted.count())
                                    .map(Gpu::index)
                                    .sorted()
                                    .toList());
        }
        for (GpuGrant grant : allocation.gpus()) {
            Gpu gpu = gpu(node, grant.index());
            assertThat(wanted.accepts(gpu)).as("%s for %s", gpu, wanted).isTrue();
            assertThat(grant).isEqualTo(GpuMatch.grant(wanted, gpu));
        }
    }

    private static Gpu gpu(SchedulableNode node, int index) {
        return node.capacity().gpus().stream()
                .filter(gpu -> gpu.index() == index)
                .findFirst()
                .orElseThrow(() -> new AssertionError(node.name() + " has no GPU " + index));
    }

    /** I6: members that must be in one place are. */
    private void checkTogether(PendingWorkload pending, List<Assignment> assignments) {
        Gang gang = pending.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        if (key != null && pending.members().size() > 1) {
            assertThat(assignments.stream().map(a -> label(a.allocation().node(), key)).distinct())
                    .hasSize(1)
                    .doesNotContain("");
        }
    }

    private String label(NodeId node, String key) {
        return Objects.requireNonNull(nodes.get(node)).labels().getOrDefault(key, "");
    }

    /** I1: no device, core or byte is held twice. */
    void checkDevices() {
        for (NodeId id : touched) {
            SchedulableNode node = nodes.get(id);
            assertThat(heldOn(id)).hasSizeLessThanOrEqualTo(mostOnNode);
            if (node != null && !changed.contains(id)) {
                List<Held> here = heldOn(id);
                checkHost(node, here, true, true);
                node.capacity().gpus().forEach(gpu -> checkDevice(gpu, here));
            }
        }
        touched.clear();
    }

    /** I1 for what was just taken, even of a node that has less than it holds. */
    private void checkTaken(Allocation allocation) {
        SchedulableNode node = Objects.requireNonNull(nodes.get(allocation.node()));
        List<Held> here = heldOn(node.id());
        if (node.capacity().devices() == DeviceChoice.FIRST_N && !allocation.gpus().isEmpty()) {
            assertThat(here.stream().filter(h -> holdsDevice(h, node)))
                    .as("workloads with GPUs on %s", node.name())
                    .hasSize(1);
        }
        checkHost(node, here, allocation.cpuMillis() > 0, allocation.memoryMib() > 0);
        for (GpuGrant grant : allocation.gpus()) {
            assertThat(node.capacity().gpus().stream().filter(g -> g.index() == grant.index()))
                    .hasSize(1)
                    .allSatisfy(gpu -> checkDevice(gpu, here));
        }
    }

    private static boolean holdsDevice(Held held, SchedulableNode node) {
        return held.allocation().gpus().stream()
                .anyMatch(grant ->
                        node.capacity().gpus().stream().anyMatch(gpu -> grant.isOf(gpu.index())));
    }

    private static void checkHost(
            SchedulableNode node, List<Held> here, boolean cpu, boolean memory) {
        if (cpu) {
            assertThat(here.stream().mapToLong(h -> h.allocation().cpuMillis()).sum())
                    .isLessThanOrEqualTo(node.capacity().cpuMillis());
        }
        if (memory) {
            assertThat(here.stream().mapToLong(h -> h.allocation().memoryMib()).sum())
                    .isLessThanOrEqualTo(node.capacity().memoryMib());
        }
    }

    /** Whether a node runs as many workloads as it takes. */
    boolean isFull(NodeId node) {
        return heldOn(node).size() >= mostOnNode;
    }

    List<Held> heldOn(NodeId node) {
        return held.values().stream().filter(h -> h.allocation().node().equals(node)).toList();
    }

    private static void checkDevice(Gpu gpu, List<Held> here) {
        List<GpuGrant> grants = grants(gpu, here);
        long slices = grants.stream().filter(grant -> grant.migProfile() != null).count();
        assertThat(slices == 0 || slices == grants.size())
                .as("slices beside others: %s", grants)
                .isTrue();
        if (slices > 0) {
            assertThat(MigSlice.layoutExists(gpu, grants)).as("layout of %s", grants).isTrue();
        }
        assertThat(grants.stream().mapToLong(GpuGrant::milli).sum()).isLessThanOrEqualTo(1000);
        assertThat(grants.stream().mapToLong(GpuGrant::memoryMib).sum())
                .isLessThanOrEqualTo(gpu.memoryMib());
    }

    /** What these hold of a device. */
    static List<GpuGrant> grants(Gpu gpu, List<Held> here) {
        List<GpuGrant> grants = new ArrayList<>();
        for (Held h : here) {
            for (GpuGrant grant : h.allocation().gpus()) {
                if (grant.isOf(gpu.index())) {
                    grants.add(grant);
                }
            }
        }
        return grants;
    }

    /**
     * I7: what just started is within the limit of its virtual cluster and all above it; a limit
     * lowered under what is held keeps only those away who want more of that resource.
     */
    private void checkLimits(String name, boolean gpus, boolean cpus, boolean memories) {
        @Nullable String at = name;
        while (at != null) {
            VirtualCluster cluster = clusters.get(at);
            if (cluster == null) {
                return;
            }
            long gpu = 0;
            long cpu = 0;
            long memory = 0;
            for (Held h : held.values()) {
                if (isIn(h.spec().scheduling().queue().virtualCluster(), at)) {
                    cpu += h.allocation().cpuMillis();
                    memory += h.allocation().memoryMib();
                    gpu += h.allocation().gpus().stream().mapToLong(GpuGrant::milli).sum();
                }
            }
            assertThat(gpus ? gpu : 0)
                    .as("GPUs of %s", at)
                    .isLessThanOrEqualTo(cluster.limit().gpuMillis());
            assertThat(cpus ? cpu : 0)
                    .as("CPU of %s", at)
                    .isLessThanOrEqualTo(cluster.limit().cpuMillis());
            assertThat(memories ? memory : 0)
                    .as("memory of %s", at)
                    .isLessThanOrEqualTo(cluster.limit().memoryMib());
            at = cluster.parent();
        }
    }

    /** What starts is where its virtual cluster, and all above it, want it now. */
    private void checkSelector(String name, SchedulableNode node) {
        for (VirtualCluster at = clusters.get(name);
                at != null;
                at = at.parent() == null ? null : clusters.get(at.parent())) {
            assertThat(node.labels())
                    .as("labels for %s", at.name())
                    .containsAllEntriesOf(at.nodeSelector());
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
