package dev.clawgateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.QueueTerms;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.LedgerChecker.Held;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks an engine for all that nobody holds by the books, and for a little more. What cannot be had
 * is lost; what can be had and is not there is given out twice. Nothing may wait in the queue.
 */
final class LostDevices {
    /** Asks for nothing but to be put there, and counts against nobody. */
    private static final NodeRequirements ANYWHERE =
            new NodeRequirements(
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Toleration("spot", null)));

    private static final QueueTerms NOBODY = new QueueTerms("nobody", 0, false, false, null, null);

    private final Placer placer;
    private final LedgerChecker books;
    private final Moment now;

    LostDevices(Placer placer, LedgerChecker books, Moment now) {
        this.placer = placer;
        this.books = books;
        this.now = now;
    }

    /** Every node that takes work and holds no more than it has. */
    void check() {
        for (SchedulableNode node : books.nodes()) {
            boolean open = node.availability() == Availability.OPEN;
            if (open && !books.isChanged(node.id()) && runsAny(node)) {
                check(node);
            }
        }
    }

    private void check(SchedulableNode node) {
        List<Held> here = books.heldOn(node.id());
        expect(node, GpuRequirement.anyOf(0), 0, 0, !books.isFull(node.id()));
        if (books.isFull(node.id())) {
            return;
        }
        int unheld = 0;
        for (Gpu gpu : node.capacity().gpus()) {
            List<GpuGrant> grants = LedgerChecker.grants(gpu, here);
            if (grants.isEmpty()) {
                unheld++;
            } else if (grants.getFirst().migProfile() == null) {
                checkRest(node, gpu, grants);
            }
        }
        boolean oneAtATime = node.capacity().devices() == DeviceChoice.FIRST_N;
        if (oneAtATime && unheld < node.capacity().gpus().size()) {
            unheld = 0;
        }
        long cpu = node.capacity().cpuMillis();
        long memory = node.capacity().memoryMib();
        for (Held held : here) {
            cpu -= held.allocation().cpuMillis();
            memory -= held.allocation().memoryMib();
        }
        GpuRequirement all = GpuRequirement.anyOf(unheld);
        expect(node, all, cpu, memory, true);
        expect(node, all, cpu + 1, memory, false);
        expect(node, all, cpu, memory + 1, false);
        expect(node, GpuRequirement.anyOf(unheld + 1), 0, 0, false);
    }

    /** What is left of a device that is shared. */
    private void checkRest(SchedulableNode node, Gpu gpu, List<GpuGrant> grants) {
        int milli = 1000;
        long memory = gpu.memoryMib();
        for (GpuGrant grant : grants) {
            milli -= grant.milli();
            memory -= grant.memoryMib();
        }
        if (milli > 0 && memory > 0) {
            expect(node, share(gpu, milli, memory), 0, 0, true);
            expect(node, share(gpu, milli, memory + 1), 0, 0, false);
            expect(node, share(gpu, milli + 1, memory), 0, 0, false);
        } else if (milli > 0) {
            expect(node, share(gpu, milli, 1), 0, 0, false);
        }
    }

    private static GpuRequirement share(Gpu gpu, int milli, long memory) {
        return new GpuRequirement(
                1,
                GpuSelector.parse("device.index == " + gpu.index()),
                0,
                null,
                List.of(),
                new GpuShare(milli, memory),
                null,
                false,
                0,
                null);
    }

    private static boolean runsAny(SchedulableNode node) {
        return node.capacity().runs(false) || node.capacity().runs(true);
    }

    private void expect(
            SchedulableNode node,
            @Nullable GpuRequirement gpus,
            long cpu,
            long memory,
            boolean fits) {
        String image = node.capacity().runs(false) ? "image" : "process";
        WorkloadSpec plain = new WorkloadSpec(image, List.of(), Map.of(), 0, memory, cpu);
        WorkloadSpec spec =
                Requests.with(
                        Requests.with(plain, gpus, ANYWHERE, NeighbourRequirements.NONE),
                        gpus,
                        NOBODY,
                        null);
        PendingWorkload request =
                new PendingWorkload(Requests.workloadId(0), spec, now.wall(), node.id());
        assertThat(placer.plan(request, now) instanceof Placement.Placed)
                .as(
                        "%s with %s gives %s, %s millicores, %s MiB",
                        node.name(), books.heldOn(node.id()), gpus, cpu, memory)
                .isEqualTo(fits);
    }
}
