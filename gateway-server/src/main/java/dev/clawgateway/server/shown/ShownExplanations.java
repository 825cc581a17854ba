package dev.clawgateway.server.shown;

import dev.clawgateway.control.operations.Explained;
import dev.clawgateway.core.placement.Placement;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation.Verdict;
import java.util.List;

/** Why something waits, or is where it is. */
public final class ShownExplanations {
    private ShownExplanations() {}

    public static PlacementExplanation of(Explained why) {
        return new PlacementExplanation(
                switch (why.verdict()) {
                    case NOT_NOW -> Verdict.NOT_NOW;
                    case NEVER_HERE -> Verdict.NEVER_HERE;
                    case PLACED -> Verdict.PLACED;
                },
                why.summary(),
                why.nodes(),
                why.refusals(),
                why.nearestMiss(),
                why.blockers(),
                why.reserved(),
                why.position(),
                why.expectedStart(),
                why.placement());
    }

    /** Of what would be placed. */
    public static PlacementExplanation of(Placement.Assignment assignment) {
        return new PlacementExplanation(
                Verdict.PLACED,
                assignment.why(),
                0,
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                assignment.why());
    }
}
