package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuSelector;
import dev.clawgateway.core.workload.GpuSelectorException;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;

/** What GPUs a workload wants (section 3.5), and what it was granted of them, as JSON. */
public final class GpuRequirementFormat {
    public static final Kind<GpuRequirement> REQUIREMENT =
            Kinds.object(GpuRequirementFormat::read, GpuRequirementFormat::write);
    public static final Kind<List<GpuGrant>> GRANTS =
            Kinds.list(Kinds.object(GpuRequirementFormat::readGrant, GpuRequirementFormat::write));

    private static final Kind<Integer> MILLI = Kinds.integer(1, 1000);
    private static final Kind<GpuSelector> SELECTOR =
            Kinds.kind(
                    GpuRequirementFormat::readSelector,
                    (selector, out) -> Kinds.TEXT.write(selector.text(), out));
    private static final Kind<GpuShare> SHARE =
            Kinds.object(GpuRequirementFormat::readShare, GpuRequirementFormat::write);

    private GpuRequirementFormat() {}

    private static GpuRequirement read(Members m) throws JsonFormatException {
        GpuSelector selector = m.optional("selector", SELECTOR);
        Long minMemoryMib = m.optional("min_memory_mib", Kinds.U64);
        return new GpuRequirement(
                m.required("count", Kinds.COUNT),
                selector == null ? GpuSelector.ANY : selector,
                minMemoryMib == null ? 0 : minMemoryMib,
                m.optional("model_pattern", Kinds.TEXT),
                m.listOrEmpty("models", Kinds.TEXTS),
                m.optional("share", SHARE),
                m.optional("mig_profile", Kinds.TEXT),
                m.otherwise("linked", Kinds.FLAG, false),
                m.otherwise("priority", Kinds.COUNT, 0),
                m.optional("fallback", REQUIREMENT));
    }

    private static void write(GpuRequirement gpu, MemberWriter out) {
        out.required("count", Kinds.COUNT, gpu.count())
                .unless(GpuSelector.ANY, "selector", SELECTOR, gpu.selector())
                .unless(0L, "min_memory_mib", Kinds.U64, gpu.minMemoryMib())
                .optional("model_pattern", Kinds.TEXT, gpu.modelPattern())
                .unlessEmpty("models", Kinds.TEXTS, gpu.models())
                .optional("share", SHARE, gpu.share())
                .optional("mig_profile", Kinds.TEXT, gpu.migProfile())
                .unless(false, "linked", Kinds.FLAG, gpu.linked())
                .optional("fallback", REQUIREMENT, gpu.fallback())
                .required("priority", Kinds.COUNT, gpu.priority());
    }

    private static GpuSelector readSelector(Value value) throws JsonFormatException {
        try {
            return GpuSelector.parse(value.text());
        } catch (GpuSelectorException e) {
            throw value.problem(String.valueOf(e.getMessage()));
        }
    }

    private static GpuShare readShare(Members m) throws JsonFormatException {
        return new GpuShare(m.required("milli", MILLI), m.otherwise("memory_mib", Kinds.U64, 0L));
    }

    private static void write(GpuShare share, MemberWriter out) {
        out.required("milli", MILLI, share.milli())
                .unless(0L, "memory_mib", Kinds.U64, share.memoryMib());
    }

    private static GpuGrant readGrant(Members m) throws JsonFormatException {
        return new GpuGrant(
                m.required("index", Kinds.COUNT),
                m.required("milli", MILLI),
                m.required("memory_mib", Kinds.U64),
                m.optional("mig_profile", Kinds.TEXT));
    }

    private static void write(GpuGrant grant, MemberWriter out) {
        out.required("index", Kinds.COUNT, grant.index())
                .required("milli", MILLI, grant.milli())
                .required("memory_mib", Kinds.U64, grant.memoryMib())
                .optional("mig_profile", Kinds.TEXT, grant.migProfile());
    }
}
