package dev.clawgateway.simulation.plan;

import dev.clawgateway.simulation.peer.Taste;
import java.util.ArrayList;
import java.util.List;

/** What a step could be instead, to be easier to read. */
final class SimplerStep {
    private static final long SECOND = 1000;

    private SimplerStep() {}

    static List<Step> of(Step step) {
        return switch (step) {
            case Step.Pass(long millis) -> pass(millis);
            case Step.Submit submit -> submit(submit);
            case Step.Happens _ -> List.of();
        };
    }

    private static List<Step> pass(long millis) {
        if (millis == 0) {
            return List.of();
        }
        long rounded = millis / SECOND * SECOND;
        List<Step> simpler = new ArrayList<>();
        simpler.add(new Step.Pass(millis / 2));
        if (rounded > millis / 2 && rounded < millis) {
            simpler.add(new Step.Pass(rounded));
        }
        return simpler;
    }

    private static List<Step> submit(Step.Submit submit) {
        List<Step> simpler = new ArrayList<>();
        for (int left = 0; left < submit.tastes().size(); left++) {
            List<Taste> fewer = new ArrayList<>(submit.tastes());
            fewer.remove(left);
            simpler.add(new Step.Submit(submit.operator(), fewer, submit.draw()));
        }
        return simpler;
    }
}
