package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.protocol.claw.operator.info.ExplanationFormat;
import dev.clawgateway.protocol.claw.operator.info.PlacementExplanation;
import dev.clawgateway.protocol.claw.operator.info.PlanFormat;
import dev.clawgateway.protocol.claw.operator.info.PlannedWorker;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;

/**
 * What would become of a submission.
 *
 * @param workers where its members would start now; empty where they would wait
 */
public record PlanAnswer(
        boolean placed, List<PlannedWorker> workers, PlacementExplanation explanation) {
    public PlanAnswer {
        workers = List.copyOf(workers);
    }

    public byte[] write() {
        return JsonTree.write(out ->
                out.required("placed", Kinds.FLAG, placed)
                        .required("workers", PlanFormat.WORKERS, workers)
                        .required("explanation", ExplanationFormat.EXPLANATION, explanation));
    }

    public static PlanAnswer read(byte[] body) throws JsonFormatException {
        Members plan = Value.root(JsonTree.parse(body), "plan").members();
        return new PlanAnswer(
                plan.required("placed", Kinds.FLAG),
                plan.required("workers", PlanFormat.WORKERS),
                plan.required("explanation", ExplanationFormat.EXPLANATION));
    }
}
