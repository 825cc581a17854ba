package dev.clawgateway.client.hardware;

import dev.clawgateway.core.Gpu;
import dev.clawgateway.protocol.claw.GpuMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The GPUs as the driver's tool {@code nvidia-smi} tells them. Blocks its caller. */
public final class NvidiaSmi {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FORMAT = "--format=csv,noheader,nounits";

    private final String program;

    /**
     * @param program {@code nvidia-smi}, or the path of one
     */
    public NvidiaSmi(String program) {
        this.program = program;
    }

    /** The GPUs of this machine with their direct links; none where there is no driver. */
    public List<Gpu> gpus() {
        List<Gpu> gpus =
                Tool.output(LIMIT, query(NvidiaSmiText.GPU_FIELDS))
                        .map(NvidiaSmiText::gpus)
                        .orElse(List.of());
        if (gpus.size() < 2) {
            return gpus;
        }
        Map<Integer, List<Integer>> links =
                Tool.output(LIMIT, List.of(program, "topo", "-m"))
                        .map(NvidiaSmiText::links)
                        .orElse(Map.of());
        return gpus.stream()
                .map(gpu ->
                        new Gpu(
                                gpu.index(),
                                gpu.model(),
                                gpu.memoryMib(),
                                gpu.uuid(),
                                gpu.migProfiles(),
                                links.getOrDefault(gpu.index(), List.of())))
                .toList();
    }

    /** Readings of every GPU; none when the tool does not answer. */
    public List<GpuMetrics> metrics() {
        return Tool.output(LIMIT, query(NvidiaSmiText.METRIC_FIELDS))
                .map(NvidiaSmiText::metrics)
                .orElse(List.of());
    }

    private List<String> query(String fields) {
        return List.of(program, "--query-gpu=" + fields, FORMAT);
    }
}
