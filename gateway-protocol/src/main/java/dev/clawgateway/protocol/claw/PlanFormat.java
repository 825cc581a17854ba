package dev.clawgateway.protocol.claw;

import java.util.List;

/** Where members of a gang would run, on the wire. */
final class PlanFormat {
    static final Kind<List<PlannedWorker>> WORKERS =
            Kinds.list(Kinds.object(PlanFormat::read, PlanFormat::write));

    private PlanFormat() {}

    private static PlannedWorker read(Members m) throws ClawFormatException {
        return new PlannedWorker(
                m.required("node_id", ClawKinds.NODE_ID), m.required("gpu_ids", Kinds.COUNTS));
    }

    private static void write(PlannedWorker worker, MemberWriter out) {
        out.required("node_id", ClawKinds.NODE_ID, worker.nodeId())
                .required("gpu_ids", Kinds.COUNTS, worker.gpuIds());
    }
}
