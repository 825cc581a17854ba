package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Words;
import java.util.List;

/** Explanations and advised moves as JSON; all of it is our own. */
public final class ExplanationFormat {
    public static final Kind<PlacementExplanation> EXPLANATION =
            Kinds.object(ExplanationFormat::read, ExplanationFormat::write);
    public static final Kind<List<Advice.Move>> MOVES =
            Kinds.list(Kinds.object(ExplanationFormat::readMove, ExplanationFormat::write));

    private static final Kind<PlacementExplanation.Verdict> VERDICT =
            new Words<>(PlacementExplanation.Verdict.class);
    private static final Kind<RefusalReason> REASON = new Words<>(RefusalReason.class);
    private static final Kind<List<Refusal>> REFUSALS =
            Kinds.list(Kinds.object(ExplanationFormat::readRefusal, ExplanationFormat::write));

    private ExplanationFormat() {}

    public static PlacementExplanation read(Members m) throws JsonFormatException {
        return new PlacementExplanation(
                m.required("verdict", VERDICT),
                m.required("summary", Kinds.TEXT),
                m.required("nodes", Kinds.U32),
                m.required("refusals", REFUSALS),
                m.optional("nearest_miss", Kinds.TEXT),
                m.required("blockers", Kinds.TEXTS),
                m.optional("reserved", Kinds.TEXT),
                m.optional("position", Kinds.COUNT),
                m.optional("expected_start", Kinds.TIME),
                m.optional("why", Kinds.TEXT));
    }

    public static void write(PlacementExplanation explanation, MemberWriter out) {
        out.required("verdict", VERDICT, explanation.verdict())
                .required("summary", Kinds.TEXT, explanation.summary())
                .required("nodes", Kinds.U32, explanation.nodes())
                .required("refusals", REFUSALS, explanation.refusals())
                .optional("nearest_miss", Kinds.TEXT, explanation.nearestMiss())
                .required("blockers", Kinds.TEXTS, explanation.blockers())
                .optional("reserved", Kinds.TEXT, explanation.reserved())
                .optional("position", Kinds.COUNT, explanation.position())
                .optional("expected_start", Kinds.TIME, explanation.expectedStart())
                .optional("why", Kinds.TEXT, explanation.why());
    }

    private static Refusal readRefusal(Members m) throws JsonFormatException {
        return new Refusal(m.required("reason", REASON), m.required("nodes", Kinds.COUNT));
    }

    private static void write(Refusal refusal, MemberWriter out) {
        out.required("reason", REASON, refusal.reason())
                .required("nodes", Kinds.COUNT, refusal.nodes());
    }

    private static Advice.Move readMove(Members m) throws JsonFormatException {
        return new Advice.Move(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.required("from", ClawKinds.NODE_ID),
                m.required("to", ClawKinds.NODE_ID));
    }

    private static void write(Advice.Move move, MemberWriter out) {
        out.required("workload_id", ClawKinds.WORKLOAD_ID, move.workload())
                .required("from", ClawKinds.NODE_ID, move.from())
                .required("to", ClawKinds.NODE_ID, move.to());
    }
}
