package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent tells of attempts whose GPUs have other numbers than when they were started. */
class StartOrdersTest {
    private static final AttemptId ID = new AttemptId(new WorkloadId(new UUID(0, 1)), 1);
    private static final GpuGrant HALF = new GpuGrant(0, 500, 100, null);

    @TempDir private Path folder;
    private StateDir stateDir;
    private final Devices before = devices("a", "b");

    @BeforeEach
    void open() throws IOException {
        stateDir = StateDir.open(OperatingSystem.ofThisMachine().disk(), folder);
    }

    @AfterEach
    void close() throws IOException {
        stateDir.close();
    }

    @Test
    void theDevicesThatAnAttemptUsesAreToldByTheirNumbersNow() {
        StartOrders orders = new StartOrders(stateDir, before);
        orders.began(ID, start(List.of(0), List.of()), before(0));

        renumber(before, "b", "a");

        assertThat(told(orders).gpuIds()).containsExactly(1);
        assertThat(orders.gpus(ID)).containsExactly(1);
    }

    @Test
    void anAgentThatWasStartedAnewKnowsThemByWhatTheyAre() {
        NodeCommand.StartWorkload start = start(List.of(0), List.of(HALF));
        String line = new StartOrders(stateDir, before).began(ID, start, before(0));

        StartOrders anew = new StartOrders(stateDir, devices("b", "c", "a"));
        anew.found(ID, line, before(0));

        assertThat(told(anew).gpuIds()).containsExactly(2);
        assertThat(told(anew).gpuGrants()).containsExactly(HALF.at(2));
        assertThat(told(anew).spec()).isEqualTo(start.spec());
    }

    @Test
    void whatEarlierAgentsWroteBehindTheOrderCounts() {
        NodeCommand.StartWorkload start = start(List.of(0), List.of());
        String line = new StartOrders(stateDir, before).began(ID, start, before(0)) + "\ta";

        StartOrders anew = new StartOrders(stateDir, devices("b", "a"));
        anew.found(ID, line, GivenGpus.read(List.of(0), ""));

        assertThat(told(anew).gpuIds()).containsExactly(1);
    }

    @Test
    void whatIsGoneIsNotTold() {
        StartOrders orders = new StartOrders(stateDir, before);
        orders.began(ID, start(List.of(0, 1), List.of(HALF, HALF.at(1))), before(0, 1));

        renumber(before, "b");

        assertThat(told(orders).gpuIds()).containsExactly(0);
        assertThat(told(orders).gpuGrants()).containsExactly(HALF);
    }

    @Test
    void withoutKnowingWhatTheyAreTheirNumbersStay() {
        String line =
                new StartOrders(stateDir, before)
                        .began(ID, start(List.of(1), List.of()), before(1));

        StartOrders anew = new StartOrders(stateDir, devices("b", "a"));
        anew.found(ID, line, GivenGpus.read(List.of(1), ""));

        assertThat(told(anew).gpuIds()).containsExactly(1);
        assertThat(told(anew).spec()).isNotNull();
    }

    private GivenGpus before(Integer... indexes) {
        return GivenGpus.of(List.of(indexes), before.gpus());
    }

    private static RunningWorkload told(StartOrders orders) {
        return orders.tell(Map.of(ID, WorkloadState.RUNNING)).getFirst();
    }

    private static NodeCommand.StartWorkload start(List<Integer> gpus, List<GpuGrant> grants) {
        WorkloadSpec spec =
                new WorkloadSpec("process", List.of("true"), Map.of(), gpus.size(), 0, 0);
        return new NodeCommand.StartWorkload(ID.workload(), spec, gpus, 1, grants);
    }

    private static Devices devices(String... uuids) {
        return new Devices(new NodeCapacity(gpus(uuids), 4000, 8192, List.of("process")), () -> {});
    }

    private static void renumber(Devices devices, String... uuids) {
        devices.seen(new ToolAnswer<>(gpus(uuids), null));
        devices.seen(new ToolAnswer<>(gpus(uuids), null));
    }

    private static List<Gpu> gpus(String... uuids) {
        return IntStream.range(0, uuids.length)
                .mapToObj(index -> new Gpu(index, "A", 1000, uuids[index]))
                .toList();
    }
}
