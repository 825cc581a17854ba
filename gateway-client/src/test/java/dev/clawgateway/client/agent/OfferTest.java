package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Attempts.Leftover;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.time.SystemTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OfferTest {
    private static final AttemptId OVER = new AttemptId(new WorkloadId(new UUID(1, 2)), 3);

    private final AtomicInteger registrations = new AtomicInteger();
    private final Conditions conditions =
            new Conditions(new SystemTime(), registrations::incrementAndGet);
    private final Devices devices =
            new Devices(
                    new NodeCapacity(
                            List.of(new Gpu(0, "m", 1, "a"), new Gpu(1, "m", 1, "b")),
                            1000,
                            1,
                            List.of()),
                    () -> {});
    private final Offer offer = new Offer(devices, Map.of(), conditions);

    @Test
    void keepsGpusOfLeftOverProcessesOutUntilTheyAreGone() {
        offer.withhold(List.of(new Leftover(77, OVER, GivenGpus.of(List.of(1), List.of()))));
        offer.withhold(List.of(new Leftover(77, OVER, GivenGpus.of(List.of(1), List.of()))));

        assertThat(gpus()).containsExactly(0);
        assertThat(conditions.list())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("process 77", "[1]"));
        assertThat(registrations).hasValue(1);

        offer.withhold(List.of());

        assertThat(gpus()).containsExactly(0, 1);
        assertThat(conditions.list())
                .extracting(NodeCondition::status)
                .containsExactly(ConditionStatus.FALSE);
        assertThat(registrations).hasValue(2);
    }

    @Test
    void keepsThemOutByWhatTheyAreWhenTheMachineCountsAnew() {
        offer.withhold(List.of(new Leftover(77, OVER, GivenGpus.read(List.of(1), "b"))));
        List<Gpu> swapped = List.of(new Gpu(0, "m", 1, "b"), new Gpu(1, "m", 1, "a"));

        devices.seen(new ToolAnswer<>(swapped, null));
        devices.seen(new ToolAnswer<>(swapped, null));

        assertThat(gpus()).containsExactly(1);
    }

    @Test
    void saysThatANodeCanRunNothing() {
        assertThat(Machine.offered(List.of(), false)).containsExactly("none");
        assertThat(Machine.offered(List.of(), true)).containsExactly("process");
        assertThat(Machine.offered(List.of(ContainerRuntime.DOCKER), true))
                .containsExactly("docker", "process");
    }

    private List<Integer> gpus() {
        return offer.capabilities().capacity().gpus().stream().map(Gpu::index).toList();
    }
}
