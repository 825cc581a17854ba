package dev.clawgateway.protocol.claw.parts;

import dev.clawgateway.core.record.Cordon;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.DrainProgress;
import dev.clawgateway.core.record.NodeWindow;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.util.List;
import java.util.Map;

/** What is told of a node beside what it has, as JSON. */
public final class NodeFormat {
    public static final Kind<NodeState> NODE_STATE =
            new Words<>(
                    NodeState.class,
                    Map.of(
                            "connecting", NodeState.HEALTHY,
                            "connected", NodeState.HEALTHY,
                            "degraded", NodeState.UNHEALTHY,
                            "disconnected", NodeState.OFFLINE));

    /** The one that says most about a node. */
    public static final Kind<NodeWindow> WINDOW =
            Kinds.object(NodeFormat::readOfNode, NodeFormat::write);

    private static final Kind<Drain.Phase> DRAIN_PHASE = new Words<>(Drain.Phase.class);
    public static final Kind<DrainProgress> DRAIN =
            Kinds.object(NodeFormat::readDrain, NodeFormat::write);
    public static final Kind<Cordon> CORDON =
            Kinds.object(NodeFormat::readCordon, NodeFormat::write);
    public static final Kind<GpuUse> GPU_USE =
            Kinds.object(NodeFormat::readGpuUse, NodeFormat::write);
    private static final Kind<List<GpuUse.Missing>> MISSING =
            Kinds.list(Kinds.object(NodeFormat::readMissing, NodeFormat::write));
    private static final Kind<List<GpuUse.Unhealthy>> UNHEALTHY =
            Kinds.list(Kinds.object(NodeFormat::readUnhealthy, NodeFormat::write));

    private NodeFormat() {}

    private static DrainProgress readDrain(Members m) throws JsonFormatException {
        return new DrainProgress(
                m.required("phase", DRAIN_PHASE),
                m.optional("since", Kinds.TIME),
                m.optional("deadline", Kinds.TIME),
                m.optional("grace_until", Kinds.TIME),
                m.optional("drained", Kinds.TIME));
    }

    private static void write(DrainProgress drain, MemberWriter out) {
        out.required("phase", DRAIN_PHASE, drain.phase())
                .optional("since", Kinds.TIME, drain.since())
                .optional("deadline", Kinds.TIME, drain.deadline())
                .optional("grace_until", Kinds.TIME, drain.graceUntil())
                .optional("drained", Kinds.TIME, drain.drained());
    }

    private static Cordon readCordon(Members m) throws JsonFormatException {
        return new Cordon(m.required("since", Kinds.TIME), m.optional("reason", Kinds.TEXT), null);
    }

    private static void write(Cordon cordon, MemberWriter out) {
        out.required("since", Kinds.TIME, cordon.since())
                .optional("reason", Kinds.TEXT, cordon.reason());
    }

    private static GpuUse readGpuUse(Members m) throws JsonFormatException {
        return new GpuUse(
                m.required("allocated_milli", Kinds.U64),
                m.required("free_milli", Kinds.U64),
                m.required("unavailable_milli", Kinds.U64),
                m.optional("unavailable_reason", Kinds.TEXT),
                m.listOrEmpty("missing", MISSING),
                m.listOrEmpty("unhealthy", UNHEALTHY));
    }

    private static void write(GpuUse use, MemberWriter out) {
        out.required("allocated_milli", Kinds.U64, use.allocatedMilli())
                .required("free_milli", Kinds.U64, use.freeMilli())
                .required("unavailable_milli", Kinds.U64, use.unavailableMilli())
                .optional("unavailable_reason", Kinds.TEXT, use.unavailableReason())
                .unlessEmpty("missing", MISSING, use.missing())
                .unlessEmpty("unhealthy", UNHEALTHY, use.unhealthy());
    }

    private static GpuUse.Unhealthy readUnhealthy(Members m) throws JsonFormatException {
        return new GpuUse.Unhealthy(
                m.required("index", Kinds.COUNT), m.required("reason", Kinds.TEXT));
    }

    private static void write(GpuUse.Unhealthy unhealthy, MemberWriter out) {
        out.required("index", Kinds.COUNT, unhealthy.index())
                .required("reason", Kinds.TEXT, unhealthy.reason());
    }

    private static GpuUse.Missing readMissing(Members m) throws JsonFormatException {
        return new GpuUse.Missing(m.required("index", Kinds.COUNT), m.optional("uuid", Kinds.TEXT));
    }

    private static void write(GpuUse.Missing missing, MemberWriter out) {
        out.required("index", Kinds.COUNT, missing.index())
                .optional("uuid", Kinds.TEXT, missing.uuid());
    }

    private static NodeWindow readOfNode(Members m) throws JsonFormatException {
        return new NodeWindow(
                m.required("name", Kinds.TEXT),
                m.required("from", Kinds.TIME),
                m.required("until", Kinds.TIME),
                m.required("closed", Kinds.FLAG));
    }

    private static void write(NodeWindow window, MemberWriter out) {
        out.required("name", Kinds.TEXT, window.name())
                .required("from", Kinds.TIME, window.from())
                .required("until", Kinds.TIME, window.until())
                .required("closed", Kinds.FLAG, window.closed());
    }
}
