package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workload spec (section 3.6) as JSON. Reads the form only; whether the spec is acceptable is
 * said by {@link dev.clawgateway.core.workload.rules.SpecRules}.
 */
public final class SpecFormat {
    public static final Kind<WorkloadSpec> SPEC = Kinds.object(SpecFormat::read, SpecFormat::write);

    /** The same of which only the image must be said; what is left out is none. */
    public static final Kind<WorkloadSpec> SPARSE =
            Kinds.object(SpecFormat::readSparse, SpecFormat::write);

    private static final int MILLIS = 1000;
    private static final long MAX_U32 = 0xFFFF_FFFFL;

    private SpecFormat() {}

    /** Reads a whole text. */
    public static WorkloadSpec parse(String text) throws JsonFormatException {
        return SPEC.read(Value.root(JsonTree.parse(text), "spec"));
    }

    private static WorkloadSpec read(Members m) throws JsonFormatException {
        int gpuCount = m.required("gpu_count", Kinds.COUNT);
        long wholeCores = m.required("cpu_cores", Kinds.U32);
        return read(
                m,
                m.required("command", Kinds.TEXTS),
                m.required("env", Kinds.TEXT_MAP),
                gpuCount,
                new Host(m.required("memory_mb", Kinds.U64), wholeCores));
    }

    private static WorkloadSpec readSparse(Members m) throws JsonFormatException {
        return read(
                m,
                m.otherwise("command", Kinds.TEXTS, List.of()),
                m.mapOrEmpty("env"),
                m.otherwise("gpu_count", Kinds.COUNT, 0),
                new Host(
                        m.otherwise("memory_mb", Kinds.U64, 0L),
                        m.otherwise("cpu_cores", Kinds.U32, 0L)));
    }

    /** Of the host's memory and cores. */
    private record Host(long memoryMib, long wholeCores) {}

    private static WorkloadSpec read(
            Members m, List<String> command, Map<String, String> env, int gpuCount, Host host)
            throws JsonFormatException {
        Long cpuMillis = m.optional("cpu_millis", Kinds.U64);
        SchedulingRequirements scheduling =
                m.otherwise(
                        "scheduling", SchedulingFormat.REQUIREMENTS, SchedulingRequirements.NONE);
        return new WorkloadSpec(
                m.required("image", Kinds.TEXT),
                command,
                env,
                gpuCount,
                host.memoryMib(),
                cpuMillis != null ? cpuMillis : host.wholeCores() * MILLIS,
                m.mapOrEmpty("labels"),
                withGpuMemory(scheduling, gpuCount, m.optional("gpu_memory_mb", Kinds.U64)));
    }

    private static void write(WorkloadSpec spec, MemberWriter out) {
        long wholeCores = Math.min(Math.ceilDiv(spec.cpuMillis(), MILLIS), MAX_U32);
        boolean fraction = spec.cpuMillis() != wholeCores * MILLIS;
        out.required("image", Kinds.TEXT, spec.image())
                .required("command", Kinds.TEXTS, spec.command())
                .required("env", Kinds.TEXT_MAP, spec.env())
                .required("gpu_count", Kinds.COUNT, spec.gpuCount())
                .required("memory_mb", Kinds.U64, spec.memoryMib())
                .required("cpu_cores", Kinds.U32, wholeCores)
                .optional("cpu_millis", Kinds.U64, fraction ? spec.cpuMillis() : null)
                .unlessEmpty("labels", spec.labels())
                .unless(
                        SchedulingRequirements.NONE,
                        "scheduling",
                        SchedulingFormat.REQUIREMENTS,
                        spec.scheduling());
    }

    /** The product document's {@code gpu_memory_mb}, unless the wire's own member says it. */
    private static SchedulingRequirements withGpuMemory(
            SchedulingRequirements scheduling, int gpuCount, @Nullable Long memoryMib) {
        GpuRequirement gpu = scheduling.gpu();
        if (memoryMib == null || (gpu != null && gpu.minMemoryMib() > 0)) {
            return scheduling;
        }
        GpuRequirement base = gpu != null ? gpu : GpuRequirement.anyOf(gpuCount);
        return new SchedulingRequirements(
                scheduling.gates(),
                withMemory(base, memoryMib),
                scheduling.node(),
                scheduling.neighbours(),
                scheduling.queue(),
                scheduling.parallel(),
                scheduling.gang(),
                scheduling.policy());
    }

    private static GpuRequirement withMemory(GpuRequirement gpu, long memoryMib) {
        return new GpuRequirement(
                gpu.count(),
                gpu.selector(),
                memoryMib,
                gpu.modelPattern(),
                gpu.models(),
                gpu.share(),
                gpu.migProfile(),
                gpu.linked(),
                gpu.priority(),
                gpu.fallback());
    }
}
