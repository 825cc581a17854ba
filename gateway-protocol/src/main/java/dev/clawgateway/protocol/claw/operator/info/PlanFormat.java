package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** Where members of a gang would run, on the wire. */
public final class PlanFormat {
    public static final Kind<List<PlannedWorker>> WORKERS =
            Kinds.list(Kinds.object(PlanFormat::read, PlanFormat::write));

    private PlanFormat() {}

    private static PlannedWorker read(Members m) throws JsonFormatException {
        return new PlannedWorker(
                m.required("node_id", ClawKinds.NODE_ID), m.required("gpu_ids", Kinds.COUNTS));
    }

    private static void write(PlannedWorker worker, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, worker.nodeId())
                .required("gpu_ids", Kinds.COUNTS, worker.gpuIds());
    }
}
