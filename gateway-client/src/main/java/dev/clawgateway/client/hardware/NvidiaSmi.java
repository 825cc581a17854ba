package dev.clawgateway.client.hardware;

import dev.clawgateway.core.node.Gpu;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs as the driver's tool {@code nvidia-smi} tells them. Blocks its caller. What it prints
 * before it fails counts: one broken GPU does not take the others away.
 */
public final class NvidiaSmi {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FORMAT = "--format=csv,noheader,nounits";

    private final String program;
    private final Duration limit;

    /**
     * @param program {@code nvidia-smi}, or the path of one
     */
    public NvidiaSmi(String program) {
        this(program, LIMIT);
    }

    NvidiaSmi(String program, Duration limit) {
        this.program = program;
        this.limit = limit;
    }

    /** The GPUs of this machine with their direct links; none where there is no driver. */
    public ToolAnswer<Gpu> gpus() {
        ToolAnswer<Gpu> gpus = query(NvidiaSmiText.GPU_FIELDS, NvidiaSmiText::gpus);
        if (gpus.rows().size() < 2) {
            return gpus;
        }
        Map<Integer, List<Integer>> links =
                Tool.output(limit, List.of(program, "topo", "-m"))
                        .map(NvidiaSmiText::links)
                        .orElse(Map.of());
        List<Gpu> linked =
                gpus.rows().stream()
                        .map(gpu ->
                                new Gpu(
                                        gpu.index(),
                                        gpu.model(),
                                        gpu.memoryMib(),
                                        gpu.uuid(),
                                        gpu.migProfiles(),
                                        links.getOrDefault(gpu.index(), List.of()),
                                        gpu.unifiedMemory()))
                        .toList();
        return new ToolAnswer<>(linked, gpus.trouble());
    }

    /** Readings of every GPU that answers. */
    public ToolAnswer<GpuSample> readings() {
        return query(NvidiaSmiText.METRIC_FIELDS, NvidiaSmiText::readings);
    }

    /**
     * The GPUs that are not well, as far as the tool and the kernel's log say so.
     *
     * @param fatalXids errors of the driver's numbering after which a GPU is not to be used
     */
    public List<GpuFault> faults(Set<Integer> fatalXids) {
        GpuFaults faults = new GpuFaults();
        boolean told = faults.recovery(asked(GpuFaults.RECOVERY));
        if (!told) {
            faults.ecc(asked(GpuFaults.ECC));
        }
        faults.rowsUsedUp(asked(GpuFaults.ROWS));
        String log = Tool.output(limit, List.of("dmesg")).orElse("");
        if (log.contains("NVRM: Xid")) {
            faults.log(log, asked(GpuFaults.PLACES), fatalXids);
        }
        return faults.found();
    }

    /** Nothing where the tool does not know the question. */
    private String asked(String question) {
        return Tool.output(limit, List.of(program, question, FORMAT)).orElse("");
    }

    private <T> ToolAnswer<T> query(String fields, Function<String, ToolAnswer<T>> reader) {
        Optional<Tool.Result> result =
                Tool.run(limit, List.of(program, "--query-gpu=" + fields, FORMAT));
        if (result.isEmpty()) {
            return ToolAnswer.none();
        }
        ToolAnswer<T> read = reader.apply(result.get().output());
        return new ToolAnswer<>(read.rows(), trouble(result.get(), read.trouble()));
    }

    private @Nullable String trouble(Tool.Result result, @Nullable String unread) {
        if (!result.inTime()) {
            return "nvidia-smi did not answer within " + limit.toSeconds() + " s";
        }
        String words =
                Stream.of(result.errors().strip(), unread == null ? "" : unread)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .map(NvidiaSmiText::oneLine)
                        .orElse("");
        if (result.exitCode() != 0) {
            String end = "nvidia-smi ended with " + result.exitCode();
            return words.isEmpty() ? end : end + ": " + words;
        }
        return unread == null ? null : "nvidia-smi says: " + words;
    }
}
