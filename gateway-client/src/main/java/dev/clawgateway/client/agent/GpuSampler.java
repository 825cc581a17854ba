package dev.clawgateway.client.agent;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the GPUs how they are, on a thread of its own: their tool is slow, and may hang. */
final class GpuSampler {
    private static final Logger LOG = LoggerFactory.getLogger(GpuSampler.class);

    // Asking which GPUs there are takes as long as asking how they are, and seldom tells news.
    private static final int SAMPLES_BETWEEN_COUNTS = 6;

    private final GpuSource source;
    private final Devices devices;
    private final Supplier<Set<Integer>> heldGpus;
    private final Conditions conditions;
    private final SerialThread thread;
    private volatile List<GpuSample> readings = List.of();
    private boolean begun;
    private int samples;

    GpuSampler(
            GpuSource source,
            Devices devices,
            Supplier<Set<Integer>> heldGpus,
            Conditions conditions,
            SerialThread thread) {
        this.source = source;
        this.devices = devices;
        this.heldGpus = heldGpus;
        this.conditions = conditions;
        this.thread = thread;
    }

    /** Once, at the interval that the gateway told. */
    void begin(long seconds) {
        if (!begun) {
            begun = true;
            Duration period = Duration.ofSeconds(Math.clamp(seconds, 1, 3600));
            var _ = thread.every(Duration.ZERO, period, this::sample);
        }
    }

    private void sample() {
        try {
            ToolAnswer<GpuSample> answer = source.read(heldGpus.get());
            readings = answer.rows();
            conditions.set(Conditions.GPU_TOOL_FAILS, answer.trouble());
            count(answer.rows());
        } catch (RuntimeException e) {
            readings = List.of();
            LOG.atError().setCause(e).log("GPUs cannot be read");
        }
    }

    /** Looks which GPUs there are, when those that answered are others, and now and then. */
    private void count(List<GpuSample> answered) {
        boolean same =
                answered.stream()
                        .map(GpuSample::index)
                        .toList()
                        .equals(devices.gpus().stream().map(Gpu::index).toList());
        if (!same || devices.suspicious() || ++samples % SAMPLES_BETWEEN_COUNTS == 0) {
            conditions.setFaults(source.faults());
            ToolAnswer<Gpu> found = source.devices();
            devices.seen(found);
            if (!found.rows().isEmpty()) {
                conditions.set(Conditions.GPUS_LEFT_OUT, found.trouble());
            }
        }
    }

    /** The latest; empty when there are none. Any thread. */
    List<GpuSample> readings() {
        return readings;
    }

    /** Those of which everything is known. Any thread. */
    List<GpuMetrics> metrics() {
        return readings.stream().map(GpuSample::metrics).flatMap(Optional::stream).toList();
    }
}
