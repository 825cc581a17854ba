package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.workload.CompletionMode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.RestartPolicy;
import dev.clawgateway.core.workload.SchedulingGate;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/**
 * What a workload asks of the scheduler (section 3.5 and our own additions) as JSON: one flat
 * object on the wire, groups of related requirements in the core.
 */
final class SchedulingFormat {
    public static final Kind<SchedulingRequirements> REQUIREMENTS =
            Kinds.object(SchedulingFormat::read, SchedulingFormat::write);

    private static final int DEFAULT_BACKOFF_LIMIT = 6;

    private static final Kind<List<SchedulingGate>> GATES =
            Kinds.list(Kinds.object(SchedulingFormat::readGate, SchedulingFormat::write));
    private static final Kind<Parallel> PARALLEL =
            Kinds.object(SchedulingFormat::readParallel, SchedulingFormat::write);
    private static final Kind<Gang> GANG =
            Kinds.object(SchedulingFormat::readGang, SchedulingFormat::write);
    private static final Kind<Integer> MEMBERS = Kinds.integer(1, Integer.MAX_VALUE);

    /** A u32 whose largest values mean "no limit". */
    private static final Kind<Integer> BACKOFF_LIMIT =
            Kinds.kind(
                    value -> (int) Math.min(Kinds.U32.read(value), Integer.MAX_VALUE),
                    (limit, out) -> out.writeNumber(limit));

    private SchedulingFormat() {}

    private static SchedulingRequirements read(Members m) throws JsonFormatException {
        RestartPolicy restart = m.optional("restart", RestartFormat.RESTART);
        return new SchedulingRequirements(
                m.listOrEmpty("scheduling_gates", GATES),
                m.optional("gpu_requirement", GpuRequirementFormat.REQUIREMENT),
                PlacementRulesFormat.readNode(m),
                PlacementRulesFormat.readNeighbours(m),
                QueueTermsFormat.read(m),
                m.optional("parallel", PARALLEL),
                m.optional("gang", GANG),
                m.optional("policy", Kinds.TEXT),
                restart == null ? RestartPolicy.NEVER : restart);
    }

    private static void write(SchedulingRequirements scheduling, MemberWriter out) {
        out.unlessEmpty("scheduling_gates", GATES, scheduling.gates())
                .optional("gpu_requirement", GpuRequirementFormat.REQUIREMENT, scheduling.gpu())
                .optional("parallel", PARALLEL, scheduling.parallel());
        PlacementRulesFormat.write(scheduling.node(), out);
        PlacementRulesFormat.write(scheduling.neighbours(), out);
        QueueTermsFormat.write(scheduling.queue(), out);
        out.optional("gang", GANG, scheduling.gang())
                .optional("policy", Kinds.TEXT, scheduling.policy())
                .unless(
                        RestartPolicy.NEVER,
                        "restart",
                        RestartFormat.RESTART,
                        scheduling.restart());
    }

    private static SchedulingGate readGate(Members m) throws JsonFormatException {
        return new SchedulingGate(
                m.required("name", Kinds.TEXT),
                m.optional("reason", Kinds.TEXT),
                m.optional("controller", Kinds.TEXT));
    }

    private static void write(SchedulingGate gate, MemberWriter out) {
        out.required("name", Kinds.TEXT, gate.name())
                .optional("reason", Kinds.TEXT, gate.reason())
                .optional("controller", Kinds.TEXT, gate.controller());
    }

    private static Parallel readParallel(Members m) throws JsonFormatException {
        return new Parallel(
                m.required("completions", Kinds.COUNT),
                m.required("parallelism", Kinds.COUNT),
                m.otherwise(
                        "completion_mode", ClawKinds.COMPLETION_MODE, CompletionMode.NON_INDEXED),
                m.otherwise("backoff_limit", BACKOFF_LIMIT, DEFAULT_BACKOFF_LIMIT),
                m.optional("backoff_limit_per_index", BACKOFF_LIMIT));
    }

    private static void write(Parallel parallel, MemberWriter out) {
        out.required("completions", Kinds.COUNT, parallel.completions())
                .required("parallelism", Kinds.COUNT, parallel.parallelism())
                .required("completion_mode", ClawKinds.COMPLETION_MODE, parallel.mode())
                .required("backoff_limit", BACKOFF_LIMIT, parallel.backoffLimit())
                .optional(
                        "backoff_limit_per_index", BACKOFF_LIMIT, parallel.backoffLimitPerIndex());
    }

    private static Gang readGang(Members m) throws JsonFormatException {
        int minMembers = m.required("min_members", MEMBERS);
        int maxMembers = m.required("max_members", MEMBERS);
        if (maxMembers < minMembers) {
            throw m.problem("max_members must be at least min_members");
        }
        return new Gang(minMembers, maxMembers, m.optional("topology_key", Kinds.TEXT));
    }

    private static void write(Gang gang, MemberWriter out) {
        out.required("min_members", MEMBERS, gang.minMembers())
                .required("max_members", MEMBERS, gang.maxMembers())
                .optional("topology_key", Kinds.TEXT, gang.topologyKey());
    }
}
