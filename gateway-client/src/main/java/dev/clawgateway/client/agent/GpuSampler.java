package dev.clawgateway.client.agent;

import dev.clawgateway.client.SerialThread;
import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.ToolAnswer;
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

    private final GpuSource source;
    private final Supplier<Set<Integer>> heldGpus;
    private final Conditions conditions;
    private final SerialThread thread;
    private volatile List<GpuSample> readings = List.of();
    private boolean begun;

    GpuSampler(
            GpuSource source,
            Supplier<Set<Integer>> heldGpus,
            Conditions conditions,
            SerialThread thread) {
        this.source = source;
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
        } catch (RuntimeException e) {
            readings = List.of();
            LOG.atError().setCause(e).log("GPUs cannot be read");
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
