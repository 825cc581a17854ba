package dev.clawgateway.client.operator;

import dev.clawgateway.client.api.ExplanationView;
import dev.clawgateway.client.api.PlacementPlan;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;

/** Plans and explanations between the wire and the caller, both ways, nothing lost. */
final class PlacementWire {
    private PlacementWire() {}

    static PlacementPlan view(CliReply.Plan plan) {
        return new PlacementPlan(
                plan.placed(),
                plan.nodeId(),
                plan.gpuIds(),
                view(plan.explanation()),
                plan.workers().stream()
                        .map(worker -> new PlacementPlan.Place(worker.nodeId(), worker.gpuIds()))
                        .toList());
    }

    static CliReply.Plan plan(PlacementPlan plan) {
        return new CliReply.Plan(
                plan.placed(),
                plan.node(),
                plan.gpus(),
                explanation(plan.explanation()),
                plan.members().stream()
                        .map(place -> new PlannedWorker(place.node(), place.gpus()))
                        .toList());
    }

    static ExplanationView view(PlacementExplanation explanation) {
        return new ExplanationView(
                view(explanation.verdict()),
                explanation.summary(),
                explanation.nodes(),
                explanation.refusals(),
                explanation.nearestMiss(),
                explanation.blockers(),
                explanation.reserved(),
                explanation.position(),
                explanation.expectedStart(),
                explanation.why());
    }

    static PlacementExplanation explanation(ExplanationView explanation) {
        return new PlacementExplanation(
                verdict(explanation.verdict()),
                explanation.summary(),
                explanation.nodes(),
                explanation.refusals(),
                explanation.nearestMiss(),
                explanation.blockers(),
                explanation.reserved(),
                explanation.position(),
                explanation.expectedStart(),
                explanation.why());
    }

    private static ExplanationView.Verdict view(PlacementExplanation.Verdict verdict) {
        return switch (verdict) {
            case NOT_NOW -> ExplanationView.Verdict.NOT_NOW;
            case NEVER_HERE -> ExplanationView.Verdict.NEVER_HERE;
            case PLACED -> ExplanationView.Verdict.PLACED;
        };
    }

    private static PlacementExplanation.Verdict verdict(ExplanationView.Verdict verdict) {
        return switch (verdict) {
            case NOT_NOW -> PlacementExplanation.Verdict.NOT_NOW;
            case NEVER_HERE -> PlacementExplanation.Verdict.NEVER_HERE;
            case PLACED -> PlacementExplanation.Verdict.PLACED;
        };
    }
}
